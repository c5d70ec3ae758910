package io.skerry.build.detect;

import io.skerry.build.source.SourceTree;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A pyproject.toml: whether its project is something to install, besides what it needs. */
final class ProjectFile {

    static final String NAME = "pyproject.toml";

    private static final Pattern NO_PACKAGE = Pattern.compile("\\bpackage(-mode)?\\s*=\\s*false");
    private static final Pattern PROJECT = Pattern.compile("(?m)^name\\s*=\\s*[\"']([^\"']+)[\"']");
    private static final Pattern PACKAGES = Pattern.compile("(?m)^packages\\s*=");

    private ProjectFile() {}

    static boolean isPackage(SourceTree tree) {
        var text = tree.text(NAME).orElse("");
        return text.contains("[build-system]") && !NO_PACKAGE.matcher(text).find() && hasModule(tree, text);
    }

    /** Poetry writes a build system for every project, and then refuses to build one that is only a program. */
    private static boolean hasModule(SourceTree tree, String text) {
        var name = PROJECT.matcher(text);
        if (!text.contains("poetry") || PACKAGES.matcher(text).find() || !name.find()) {
            return true;
        }
        var module = name.group(1).toLowerCase(Locale.ROOT).replaceAll("[-. ]+", "_");
        var files = tree.files(2);
        return List.of("", "src/").stream()
                .anyMatch(top -> tree.has(top + module + ".py")
                        || files.stream()
                                .anyMatch(file -> file.toLowerCase(Locale.ROOT).startsWith(top + module + "/")));
    }
}
