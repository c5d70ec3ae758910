package io.skerry.build.source;

import java.util.List;
import java.util.Optional;

/** The files of a source, read only. Paths are relative, with {@code /}. */
public interface SourceTree {

    /** Whether there is a file of that path. */
    boolean has(String path);

    /** The text of a file; empty if there is none, or it is larger than a mebibyte. */
    Optional<String> text(String path);

    /** What a jar says about itself; empty if it says nothing. */
    Optional<JarManifest> manifest(String jar);

    /** Paths of files at most so many folders down, sorted; without what tools put there, such as {@code node_modules}. */
    List<String> files(int depth);
}
