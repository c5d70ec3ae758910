package io.skerry.logs.collect;

import java.nio.file.Path;
import java.util.Set;

/**
 * What lies in the folder of one component.
 *
 * @param outputs names of the output files
 * @param ended names of the output files whose stream ended, there or not
 */
record ComponentFolder(Path path, Set<Path> outputs, Set<Path> ended) {

    ComponentFolder {
        outputs = Set.copyOf(outputs);
        ended = Set.copyOf(ended);
    }
}
