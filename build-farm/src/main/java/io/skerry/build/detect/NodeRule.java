package io.skerry.build.detect;

import io.skerry.build.detect.LanguagePlan.NodePlan;
import io.skerry.build.detect.LanguagePlan.NodeTool;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.SourceTree;
import io.skerry.build.tool.Asked;
import io.skerry.model.build.Detection.Candidate;
import io.skerry.model.build.Detection.Evidence;
import io.skerry.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Node.js: a package.json; how it starts from its scripts, its main file, or the usual names. */
final class NodeRule implements LanguageRule {

    static final String LANGUAGE = "node";

    private static final String FILE = "package.json";
    private static final List<String> LOCKS = List.of("npm-shrinkwrap.json", "package-lock.json");
    private static final List<String> OTHER_LOCKS = List.of("bun.lock", "bun.lockb");
    private static final List<String> USUAL_MAINS =
            List.of("server.js", "index.js", "app.js", "server.mjs", "index.mjs");
    private static final List<String> OWN_SCRIPTS =
            List.of("preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare");
    private static final Pattern NODE_COMMAND = Pattern.compile("\\b(node|npm|npx|yarn|pnpm)\\b");

    @Override
    public Optional<Finding> look(SourceTree tree, Procfile procfile) throws BuildFailure {
        var text = tree.text(FILE);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var json = parse(text.get());
        var evidence = new ArrayList<Evidence>();
        evidence.add(new Evidence(FILE, null, "a package.json makes it Node.js"));
        var warnings = new ArrayList<String>();
        var npms = LOCKS.stream().filter(tree::has).findFirst().orElse(null);
        var tool = npms == null ? NodeTools.of(tree, json, evidence) : null;
        var lock = npms == null && tool != null ? NodeTools.lockOf(tool) : npms;
        otherLock(tree, lock).ifPresent(other -> {
            evidence.add(new Evidence(other, null, "a lock file of another package tool"));
            warnings.add(
                    other + " is not followed: the dependencies were installed with npm, whose versions may differ;"
                            + " commit a package-lock.json to fix them");
        });
        if (npms != null) {
            evidence.add(new Evidence(npms, null, "npm ci installs exactly what the lock file says"));
        }
        var start = start(tree, json, evidence);
        var buildScript = json.at("/scripts/build");
        buildScript.ifPresent(script -> evidence.add(new Evidence(FILE, script.line(), "a script 'build' is run")));
        var asked = asked(tree, json, evidence);
        var confidence = 60 + (start != null ? 25 : 0) + (buildScript.isPresent() ? 5 : 0) + named(procfile, evidence);
        return Optional.of(new Finding(
                new Candidate(LANGUAGE, confidence, evidence),
                start == null ? Map.of() : Map.of(Procfile.WEB, start),
                asked,
                warnings,
                plan(tree, json, lock, tool)));
    }

    private static NodePlan plan(SourceTree tree, JsonLeaves json, @Nullable String lock, @Nullable NodeTool tool) {
        var ownScripts = OWN_SCRIPTS.stream()
                .anyMatch(script -> json.at("/scripts/" + script).isPresent());
        var install = ownScripts
                || lock != null
                || Stream.of("dependencies", "devDependencies", "optionalDependencies", "workspaces")
                        .anyMatch(part -> json.holds("/" + part));
        // local folders are linked into node_modules, and own scripts may write anywhere: such an installation is more
        // than one folder
        var local = json.holds("/workspaces")
                || lock == null
                || tree.has("pnpm-workspace.yaml")
                || tree.text(lock).map(NodeRule::hasLinks).orElse(true);
        return new NodePlan(
                install, lock, json.at("/scripts/build").isPresent(), install && !ownScripts && !local, tool);
    }

    /** Of npm, yarn and pnpm. */
    private static boolean hasLinks(String lock) {
        return Stream.of("\"link\": true", "\"file:", "link:", "workspace:", "@file:")
                .anyMatch(lock::contains);
    }

    @Nullable
    private static String start(SourceTree tree, JsonLeaves json, List<Evidence> evidence) {
        var script = json.at("/scripts/start");
        if (script.isPresent()) {
            evidence.add(new Evidence(FILE, script.get().line(), "the script 'start' is the web process"));
            var needsNpm = json.at("/scripts/prestart").isPresent()
                    || json.at("/scripts/poststart").isPresent()
                    || script.get().value().contains("npm_");
            return needsNpm ? "npm start" : script.get().value();
        }
        var main = json.at("/main").filter(leaf -> tree.has(leaf.value()));
        if (main.isPresent()) {
            evidence.add(new Evidence(FILE, main.get().line(), "'main' is the web process"));
            return "node " + quoted(main.get().value());
        }
        for (var file : USUAL_MAINS) {
            if (tree.has(file)) {
                evidence.add(new Evidence(file, null, "a file of this name is the web process"));
                return "node " + file;
            }
        }
        return null;
    }

    @Nullable
    private static Asked asked(SourceTree tree, JsonLeaves json, List<Evidence> evidence) {
        for (var file : List.of(".node-version", ".nvmrc")) {
            var asked = LanguageRule.askedIn(tree, file, LANGUAGE);
            if (asked.isPresent()) {
                evidence.add(
                        new Evidence(file, 1, "asks for Node.js " + asked.get().version()));
                return asked.get();
            }
        }
        var engine = json.at("/engines/node");
        if (engine.isEmpty()) {
            return null;
        }
        evidence.add(new Evidence(
                FILE, engine.get().line(), "asks for Node.js " + engine.get().value()));
        return new Asked(LANGUAGE, engine.get().value(), FILE);
    }

    private static Optional<String> otherLock(SourceTree tree, @Nullable String lock) {
        return lock != null
                ? Optional.empty()
                : OTHER_LOCKS.stream().filter(tree::has).findFirst();
    }

    private static int named(Procfile procfile, List<Evidence> evidence) {
        var web = procfile.web();
        if (web == null || !NODE_COMMAND.matcher(web).find()) {
            return 0;
        }
        evidence.add(procfile.evidence(Procfile.WEB, "the web process is started with Node.js"));
        return 10;
    }

    private static String quoted(String file) {
        return file.matches("[\\w./-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
    }

    private static JsonLeaves parse(String text) throws BuildFailure {
        try {
            return JsonLeaves.of(text);
        } catch (JacksonException e) {
            var line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw BuildFailure.of(
                    ErrorCode.INVALID_FIELD,
                    FILE + " line " + line + " is no JSON",
                    "mend the file: npm cannot read it");
        }
    }
}
