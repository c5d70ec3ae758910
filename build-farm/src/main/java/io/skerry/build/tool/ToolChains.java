package io.skerry.build.tool;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is installed, looked up once and again when something is missing, so that installing it is enough. */
public final class ToolChains {

    private final List<Path> folders;
    private final ToolProbe probe;
    private final Map<Tool, List<ToolChain>> known = new EnumMap<>(Tool.class);

    /**
     * The tool chains in these folders.
     *
     * @param folders in the order in which a tool is searched when no version is asked for
     */
    public ToolChains(List<Path> folders) {
        this(folders, new RunningProbe());
    }

    ToolChains(List<Path> folders, ToolProbe probe) {
        this.folders = List.copyOf(folders);
        this.probe = probe;
    }

    /** The folders that belong on a build's path. */
    public List<Path> folders() {
        return folders;
    }

    /**
     * The newest that satisfies what was asked, and no other.
     *
     * @throws BuildFailure with {@link ErrorCode#TOOL_CHAIN_MISSING} and what was asked, if there is none
     */
    public ToolChain chooseStrictly(Tool tool, @Nullable Asked asked) throws BuildFailure {
        var warnings = new ArrayList<String>();
        var chosen = choose(tool, asked, warnings::add);
        if (asked != null && !warnings.isEmpty()) {
            throw BuildFailure.of(
                    ErrorCode.TOOL_CHAIN_MISSING,
                    asked.where() + " asks for " + asked.tool() + " " + asked.version()
                            + ", which is not installed, and build.strict takes no other",
                    "install it on the builder's machine, ask for another version, or deploy without --strict");
        }
        return chosen;
    }

    /**
     * The newest that satisfies what was asked; else the nearest, with a warning; the machine's usual one if nothing was asked.
     *
     * @throws BuildFailure with {@link ErrorCode#TOOL_CHAIN_MISSING} and what to install, if there is none at all
     */
    public synchronized ToolChain choose(Tool tool, @Nullable Asked asked, Consumer<String> warnings)
            throws BuildFailure {
        var installed = known.computeIfAbsent(tool, this::search);
        var choice = ToolChoice.of(installed, asked);
        if (choice.missing() || !choice.fits()) {
            installed = search(tool);
            known.put(tool, installed);
            choice = ToolChoice.of(installed, asked);
        }
        if (choice.warning() != null) {
            warnings.accept(choice.warning());
        }
        if (choice.chain() == null) {
            throw BuildFailure.of(
                    ErrorCode.TOOL_CHAIN_MISSING,
                    tool.title() + " is needed to build this and is not installed",
                    tool.installAdvice());
        }
        return choice.chain();
    }

    private List<ToolChain> search(Tool tool) {
        var seen = new HashSet<Path>();
        var chains = new ArrayList<ToolChain>();
        for (var folder : folders) {
            for (var file : candidates(tool, folder)) {
                if (seen.add(real(file))) {
                    probe.ask(tool, file).filter(ToolChain::complete).ifPresent(chains::add);
                }
            }
        }
        return List.copyOf(chains);
    }

    /** Sorted, so that the plain name comes before those with a version. */
    private static List<Path> candidates(Tool tool, Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> tool.isNamed(file.getFileName().toString()))
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }
}
