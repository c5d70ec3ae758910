package io.skerry.build.tool;

import java.nio.file.Path;
import java.util.Optional;

/** Asks an executable what it is. */
interface ToolProbe {

    /** The tool chain behind the file; empty if it is none, or does not answer. */
    Optional<ToolChain> ask(Tool tool, Path executable);
}
