package io.skerry.build.detect;

import io.skerry.build.detect.LanguagePlan.GoPlan;
import io.skerry.build.detect.LanguagePlan.GoPlan.Program;
import io.skerry.build.source.SourceTree;
import io.skerry.build.tool.Asked;
import io.skerry.model.build.Detection.Candidate;
import io.skerry.model.build.Detection.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Go: a module, or a workspace of several, and the main packages in it. */
final class GoRule implements LanguageRule {

    static final String LANGUAGE = "go";

    private static final String MODULE = "go.mod";
    private static final String WORKSPACE = "go.work";
    private static final Pattern ASKS = Pattern.compile("(go|toolchain)\\s+(?:go)?(\\d+\\.\\d+\\S*).*");
    private static final Pattern NAMED = Pattern.compile("module\\s+\"?([^\"\\s]+)\"?.*");
    private static final List<String> USUAL = List.of("web", "server");

    @Override
    public Optional<Finding> look(SourceTree tree, Procfile procfile) {
        var file = tree.has(MODULE) ? MODULE : WORKSPACE;
        var text = tree.text(file).orElse(null);
        if (text == null) {
            return Optional.empty();
        }
        var evidence = new ArrayList<Evidence>();
        var name = firstLine(text, NAMED);
        evidence.add(new Evidence(
                file,
                name.map(Line::number).orElse(null),
                "a " + (name.isPresent() ? "module" : "workspace") + " makes it Go"));
        var asked = asked(file, text, evidence);
        var mains = GoMains.in(tree, name.map(line -> lastPart(line.group(1))).orElse("main"));
        var web = web(mains, name.map(line -> lastPart(line.group(1))).orElse(""));
        var procfileDecides = !procfile.processes().isEmpty();
        var built = procfileDecides || web == null ? mains : List.of(web);
        built.forEach(
                main -> evidence.add(new Evidence(main.file(), main.line(), "a main package '" + main.name() + "'")));
        var listed = List.of(MODULE, "go.sum", WORKSPACE, "go.work.sum");
        return Optional.of(new Finding(
                new Candidate(LANGUAGE, mains.isEmpty() ? 45 : 91, evidence),
                web == null ? Map.of() : Map.of(Procfile.WEB, web.name()),
                asked,
                List.of(),
                web == null ? choice(file, mains) : null,
                new GoPlan(
                        built.stream()
                                .map(main -> new Program(main.folder(), main.name()))
                                .toList(),
                        listed)));
    }

    /** The only one; else the one at the top, named like the module, or of a usual name. */
    private static GoMains.@Nullable Main web(List<GoMains.Main> mains, String module) {
        if (mains.size() == 1) {
            return mains.getFirst();
        }
        for (var main : mains) {
            if (main.folder().equals(".")) {
                return main;
            }
        }
        for (var name : Stream.concat(Stream.of(module), USUAL.stream()).toList()) {
            for (var main : mains) {
                if (main.name().equals(name)) {
                    return main;
                }
            }
        }
        return null;
    }

    private static Choice choice(String file, List<GoMains.Main> mains) {
        return mains.isEmpty()
                ? new Choice(
                        file + " has no main package at its top, under cmd/ or near it, so there is nothing to run",
                        "name the folder of a module with one in source.path, or say with 'build' and 'run' in skerry.yaml what to do")
                : new Choice(
                        file + " has several main packages, and none is at its top or named like the module: "
                                + mains.stream().map(GoMains.Main::folder).collect(Collectors.joining(", ")),
                        "say which one is the web process, with a line 'web: "
                                + mains.getFirst().name() + "' in a Procfile or 'run: "
                                + mains.getFirst().name() + "' in skerry.yaml");
    }

    /** What is built runs on the version of its toolchain line, if it has one, and never on one before that of its go line. */
    @Nullable
    private static Asked asked(String file, String text, List<Evidence> evidence) {
        Line found = null;
        for (var line : lines(text, ASKS)) {
            found = found == null || line.group(0).startsWith("toolchain") ? line : found;
        }
        if (found == null) {
            return null;
        }
        var version = ">=" + found.group(2);
        evidence.add(new Evidence(file, found.number(), "asks for Go " + version));
        return new Asked(LANGUAGE, version, file);
    }

    /** The last part of a module's path that is no version. */
    private static String lastPart(String module) {
        var plain = module.replaceFirst("/v\\d+$", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    private static Optional<Line> firstLine(String text, Pattern pattern) {
        return lines(text, pattern).stream().findFirst();
    }

    private static List<Line> lines(String text, Pattern pattern) {
        var found = new ArrayList<Line>();
        var number = 0;
        for (var raw : text.lines().toList()) {
            number++;
            var match = pattern.matcher(raw.strip());
            if (match.matches()) {
                var groups = new ArrayList<String>();
                for (var i = 0; i <= match.groupCount(); i++) {
                    groups.add(match.group(i));
                }
                found.add(new Line(number, groups));
            }
        }
        return found;
    }

    private record Line(int number, List<String> groups) {
        String group(int index) {
            return groups.get(index);
        }
    }
}
