package io.skerry.build.detect;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.SourceTree;
import io.skerry.model.application.BuildSpec;
import io.skerry.model.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The file in which a source says itself how it is built and run; what the component's settings say counts more, a Procfile less.
 *
 * @param versions tool → version
 * @param command replaces the language's own build step
 * @param processes process type → shell command line, and the line it stands on
 * @param env variables of what runs, below the component's own
 */
record SkerryFile(
        @Nullable String language,
        Map<String, String> versions,
        @Nullable List<String> command,
        Map<String, JsonLeaves.Leaf> processes,
        Map<String, String> env) {

    static final String FILE = "skerry.yaml";

    SkerryFile {
        versions = Map.copyOf(versions);
        command = command == null ? null : List.copyOf(command);
        processes = Map.copyOf(processes);
        env = Map.copyOf(env);
    }

    /** @throws BuildFailure that names the line and the field */
    static SkerryFile of(SourceTree tree) throws BuildFailure {
        if (tree.has("skerry.yml")) {
            throw BuildFailure.of(ErrorCode.INVALID_FIELD, "skerry.yml is not read", "name the file " + FILE);
        }
        try {
            var yaml = JsonLeaves.ofYaml(tree.text(FILE).orElse(""));
            SkerryFields.check(yaml);
            return of(yaml);
        } catch (JacksonException e) {
            var line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw BuildFailure.of(
                    ErrorCode.INVALID_FIELD,
                    FILE + " line " + line + " cannot be read: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    "mend the file: it is YAML, each field once");
        }
    }

    private static SkerryFile of(JsonLeaves yaml) {
        var processes = new TreeMap<String, JsonLeaves.Leaf>();
        for (var type : yaml.children("/processes")) {
            yaml.at("/processes/" + type).ifPresent(leaf -> processes.put(type, leaf));
        }
        yaml.at("/run").ifPresent(leaf -> processes.put(Procfile.WEB, leaf));
        yaml.at("/release").ifPresent(leaf -> processes.put(Procfile.RELEASE, leaf));
        var shell = yaml.at("/build").map(leaf -> List.of("sh", "-c", leaf.value()));
        var arguments = yaml.values("/build");
        return new SkerryFile(
                yaml.at("/language").map(JsonLeaves.Leaf::value).orElse(null),
                texts(yaml, "/versions"),
                shell.orElse(arguments.isEmpty() ? null : arguments),
                processes,
                texts(yaml, "/env"));
    }

    /** The settings of a build, where the component's own count more. */
    BuildSpec under(@Nullable BuildSpec given) {
        var all = new TreeMap<>(versions);
        if (given != null && given.versions() != null) {
            all.putAll(given.versions());
        }
        var known = all.isEmpty() ? null : all;
        return given == null
                ? new BuildSpec(language, known, null, null, null, command, null)
                : new BuildSpec(
                        given.language() == null ? language : given.language(),
                        known,
                        given.dockerfile(),
                        given.env(),
                        given.secrets(),
                        given.command() == null ? command : given.command(),
                        given.strict());
    }

    /** What runs, where a Procfile counts less. */
    Procfile over(Procfile procfile) {
        var all = new LinkedHashMap<>(procfile.processes());
        var lines = new LinkedHashMap<>(procfile.lines());
        processes.forEach((type, leaf) -> {
            all.put(type, leaf.value());
            lines.put(type, leaf.line());
        });
        return new Procfile(all, lines, new LinkedHashSet<>(processes.keySet()));
    }

    private static Map<String, String> texts(JsonLeaves yaml, String pointer) {
        var texts = new TreeMap<String, String>();
        for (var name : yaml.children(pointer)) {
            yaml.at(pointer + "/" + name).ifPresent(leaf -> texts.put(name, leaf.value()));
        }
        return texts;
    }
}
