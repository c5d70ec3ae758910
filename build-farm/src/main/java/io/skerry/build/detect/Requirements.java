package io.skerry.build.detect;

import io.skerry.build.source.SourceTree;
import io.skerry.model.build.Detection.Evidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The packages that a Python source lists, from requirements files and the files they include, or from pyproject.toml.
 *
 * @param packages name in lower case with hyphens → where it stands
 * @param files that were read, in order
 * @param local whether one of them is a folder or file of the source itself
 */
record Requirements(Map<String, Evidence> packages, List<String> files, boolean local) {

    private static final Pattern INCLUDE = Pattern.compile("(?:-r|-c|--requirement|--constraint)[ =]?\\s*(\\S+)");
    private static final Pattern LOCAL =
            Pattern.compile("(-e|--editable|--find-links|-f|\\.|/|file:).*|.*@\\s*file:.*");
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*).*");
    private static final Pattern QUOTED = Pattern.compile("[\"']([A-Za-z0-9][A-Za-z0-9._-]*)");
    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)\\s*=.*");

    Requirements {
        packages = Map.copyOf(packages);
        files = List.copyOf(files);
    }

    boolean has(String name) {
        return packages.containsKey(name);
    }

    /** Follows includes from this file on. */
    static Requirements ofFile(SourceTree tree, String first) {
        var packages = new LinkedHashMap<String, Evidence>();
        var files = new LinkedHashSet<String>();
        var ahead = new ArrayDeque<>(List.of(first));
        var local = false;
        while (!ahead.isEmpty()) {
            var file = ahead.pop();
            if (!files.add(file)) {
                continue;
            }
            var number = 0;
            for (var raw : tree.text(file).orElse("").lines().toList()) {
                number++;
                var line = raw.replaceFirst("(^|\\s)#.*", "").strip();
                var include = INCLUDE.matcher(line);
                var name = NAME.matcher(line);
                if (include.matches()) {
                    ahead.add(sibling(file, include.group(1)));
                } else if (LOCAL.matcher(line).matches()) {
                    local = true;
                } else if (name.matches()) {
                    packages.putIfAbsent(plain(name.group(1)), new Evidence(file, number, "lists " + name.group(1)));
                }
            }
        }
        return new Requirements(packages, List.copyOf(files), local);
    }

    /** What {@code [project]} and {@code [tool.poetry.dependencies]} list; such a source is installed as a package itself. */
    static Requirements ofProject(SourceTree tree, String file) {
        var packages = new LinkedHashMap<String, Evidence>();
        var section = "";
        var listing = false;
        var number = 0;
        for (var raw : tree.text(file).orElse("").lines().toList()) {
            number++;
            var line = raw.strip();
            if (line.startsWith("[") && !listing) {
                section = line;
            }
            listing |= section.equals("[project]") && line.matches("dependencies\\s*=\\s*\\[.*");
            if (listing) {
                var quoted = QUOTED.matcher(line);
                while (quoted.find()) {
                    packages.putIfAbsent(
                            plain(quoted.group(1)), new Evidence(file, number, "lists " + quoted.group(1)));
                }
                listing = !line.endsWith("]");
            }
            var key = KEY.matcher(line);
            if (section.equals("[tool.poetry.dependencies]") && key.matches()) {
                packages.putIfAbsent(plain(key.group(1)), new Evidence(file, number, "lists " + key.group(1)));
            }
        }
        return new Requirements(packages, List.of(file), true);
    }

    /** The same with another file that was read. */
    Requirements with(String file, boolean itself) {
        var all = new ArrayList<>(files);
        all.add(file);
        return new Requirements(packages, all, itself);
    }

    static Requirements none() {
        return new Requirements(Map.of(), List.of(), false);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]+", "-");
    }

    private static String sibling(String file, String other) {
        var folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/') + 1) : "";
        return folder + other.replaceFirst("^\\./", "");
    }
}
