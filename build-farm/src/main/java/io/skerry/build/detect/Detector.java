package io.skerry.build.detect;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.SourceTree;
import io.skerry.build.tool.Asked;
import io.skerry.model.application.BuildSpec;
import io.skerry.model.build.Detection;
import io.skerry.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks every rule and chooses: what the build settings name, else the candidate with the highest confidence. */
public final class Detector {

    private static final String AUTO = "auto";
    private static final String SETTINGS = "the build settings";
    private static final List<String> BUILT = List.of(
            PythonRule.LANGUAGE,
            NodeRule.LANGUAGE,
            GoRule.LANGUAGE,
            JavaRule.LANGUAGE,
            StaticRule.LANGUAGE,
            ProcfileRule.LANGUAGE);
    private static final List<LanguageRule> RULES = Stream.concat(
                    Stream.of(
                            new PythonRule(),
                            new NodeRule(),
                            new GoRule(),
                            new JavaRule(),
                            new StaticRule(),
                            new ProcfileRule()),
                    LaterRule.ALL.stream())
            .toList();

    private Detector() {}

    /**
     * What the source is and how it is built.
     *
     * @throws BuildFailure if it shows nothing that can be built, or not the language that was asked for
     */
    public static Detected detect(SourceTree tree, @Nullable BuildSpec build) throws BuildFailure {
        var own = SkerryFile.of(tree);
        var settings = own.under(build);
        var procfile = own.over(Procfile.of(tree));
        var findings = new ArrayList<Finding>();
        for (var rule : RULES) {
            rule.look(tree, procfile).ifPresent(findings::add);
        }
        findings.sort(Comparator.comparingInt(Finding::confidence).reversed());
        var chosen = choose(findings, settings.language());
        var plan = chosen.plan();
        if (plan == null && chosen.choice() != null) {
            throw BuildFailure.of(
                    ErrorCode.TOOL_CHAIN_MISSING,
                    chosen.choice().problem() + " (found "
                            + chosen.candidate().evidence().getFirst().file() + ")",
                    chosen.choice().advice());
        }
        if (plan == null) {
            throw BuildFailure.notAvailableYet(
                    "building " + chosen.language() + " (found "
                            + chosen.candidate().evidence().getFirst().file() + ")",
                    "add a Procfile if the source runs as it is; languages built now: " + BUILT);
        }
        var processes = new TreeMap<>(chosen.processes());
        processes.putAll(procfile.processes());
        var asked = asked(chosen, settings, build);
        var warnings = new ArrayList<>(chosen.warnings());
        unused(chosen, settings).forEach(warnings::add);
        return new Detected(
                new Detection(
                        chosen.language(),
                        findings.stream().map(Finding::candidate).toList(),
                        processes,
                        asked == null ? Map.of() : Map.of(asked.tool(), asked.version())),
                plan,
                asked,
                warnings,
                processes.containsKey(Procfile.WEB) ? null : chosen.choice(),
                settings.command(),
                own.env());
    }

    private static Finding choose(List<Finding> findings, @Nullable String language) throws BuildFailure {
        if (language == null || language.equals(AUTO)) {
            return findings.stream().findFirst().orElseThrow(Detector::nothing);
        }
        if (!BUILT.contains(language)) {
            throw BuildFailure.notAvailableYet("build.language '" + language + "'", "languages built now: " + BUILT);
        }
        return findings.stream()
                .filter(finding -> finding.language().equals(language))
                .findFirst()
                .orElseThrow(() -> BuildFailure.of(
                        ErrorCode.NOT_DETECTED,
                        "build.language: the source shows no sign of " + language,
                        "it looks like "
                                + findings.stream().map(Finding::language).toList()
                                + "; leave the language away to take the first"));
    }

    private static List<String> unused(Finding chosen, BuildSpec settings) {
        var versions = settings.versions() == null ? Map.<String, String>of() : settings.versions();
        return versions.keySet().stream()
                .filter(tool -> !tool.equals(chosen.language()))
                .sorted()
                .map(tool ->
                        "build.versions names " + tool + ", which a build of " + chosen.language() + " does not use")
                .toList();
    }

    private static BuildFailure nothing() {
        return BuildFailure.of(
                ErrorCode.NOT_DETECTED,
                "the source shows no language: no package.json, requirements.txt, pyproject.toml, go.mod, pom.xml, index.html or Procfile"
                        + " at its top",
                "add a skerry.yaml with a line 'run: <command>', or a Procfile with 'web: <command>', or name the sub-folder in source.path");
    }

    @Nullable
    private static Asked asked(Finding chosen, BuildSpec settings, @Nullable BuildSpec given) {
        var tool = chosen.language();
        var version = settings.versions() == null ? null : settings.versions().get(tool);
        if (version == null) {
            return chosen.asked();
        }
        var byComponent =
                given != null && given.versions() != null && given.versions().containsKey(tool);
        return new Asked(tool, version, byComponent ? SETTINGS : SkerryFile.FILE);
    }
}
