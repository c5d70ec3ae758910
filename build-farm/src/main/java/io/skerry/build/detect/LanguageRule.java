package io.skerry.build.detect;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.SourceTree;
import io.skerry.build.tool.Asked;
import java.util.Optional;

/** Looks for the signs of one language. */
interface LanguageRule {

    /**
     * What the source is, if it shows this language.
     *
     * @throws BuildFailure if a file that decides cannot be read
     */
    Optional<Finding> look(SourceTree tree, Procfile procfile) throws BuildFailure;

    /** The first line that says something in a file that holds nothing but a version. */
    static Optional<Asked> askedIn(SourceTree tree, String file, String tool) {
        return tree.text(file)
                .flatMap(text -> text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .findFirst())
                .map(version -> new Asked(tool, version, file));
    }
}
