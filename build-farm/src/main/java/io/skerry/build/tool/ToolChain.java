package io.skerry.build.tool;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One installed tool chain.
 *
 * @param executable the real one, never a shim
 * @param complete whether its package tool (npm, pip) is there too
 */
public record ToolChain(Tool tool, Version version, Path executable, boolean complete) {

    /** The folder to put first on the path. */
    public Path folder() {
        return Objects.requireNonNull(executable.getParent());
    }
}
