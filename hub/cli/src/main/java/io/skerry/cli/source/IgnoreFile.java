package io.skerry.cli.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.ignore.IgnoreNode;

/** What a folder's {@code .skerryignore} leaves out, in the form of a {@code .gitignore}. */
final class IgnoreFile {

    static final String NAME = ".skerryignore";

    private final Path folder;
    private final IgnoreNode rules;

    private IgnoreFile(Path folder, IgnoreNode rules) {
        this.folder = folder;
        this.rules = rules;
    }

    static IgnoreFile of(Path folder) throws IOException {
        var rules = new IgnoreNode();
        var file = folder.resolve(NAME);
        if (Files.isRegularFile(file)) {
            try (var in = Files.newInputStream(file)) {
                rules.parse(NAME, in);
            }
        }
        return new IgnoreFile(folder, rules);
    }

    /** Whether there is nothing it could leave out. */
    boolean isEmpty() {
        return rules.getRules().isEmpty();
    }

    /** Whether it leaves this out. What lies in a folder that is left out is not asked for. */
    boolean names(Path path, boolean isFolder) {
        var name = folder.relativize(path).toString();
        return !name.isEmpty() && rules.isIgnored(name, isFolder) == IgnoreNode.MatchResult.IGNORED;
    }
}
