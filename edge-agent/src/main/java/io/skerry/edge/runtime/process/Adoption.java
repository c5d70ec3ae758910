package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.process.machine.Identity;
import io.skerry.edge.runtime.process.machine.OutputTail;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.edge.runtime.process.slug.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what an earlier agent left: instances that run on, and those that ended while nobody looked. */
final class Adoption {

    static final int LAST_LINES = 20;

    private final Layout layout;
    private final ProcessTable processes;
    private final Function<Launch, Path> output;

    Adoption(Layout layout, ProcessTable processes, Function<Launch, Path> output) {
        this.layout = layout;
        this.processes = processes;
        this.output = output;
    }

    Map<String, Held> all() throws IOException {
        var found = new HashMap<String, Held>();
        for (var instance : layout.instances()) {
            var kept = layout.keptLaunch(instance);
            if (kept == null) {
                // The agent died while it laid the folder out; nothing was started from it.
                Trees.delete(layout.folder(instance));
            } else {
                found.put(instance, held(instance, kept));
            }
        }
        return found;
    }

    private Held held(String instance, KeptLaunch kept) throws IOException {
        var code = Identity.readEnd(layout.ended(instance), kept.run());
        var wrapper = Identity.read(layout.started(instance)).filter(found -> found.run() == kept.run());
        if (code.isEmpty() && wrapper.isPresent() && processes.alive(wrapper.get())) {
            return Held.running(kept.launch(), wrapper.get());
        }
        if (code.isEmpty() && wrapper.isEmpty() && processes.hasWrapper(instance)) {
            return Held.making(kept.launch(), kept.run());
        }
        wrapper.ifPresent(gone -> leftOver(instance, gone));
        return Held.ended(kept.launch(), kept.run(), exit(kept, code));
    }

    private Exit exit(KeptLaunch kept, Optional<Integer> code) {
        @Nullable Integer known = code.orElse(null);
        return new Exit(
                known,
                known == null ? "Nobody saw it end: the machine went down, or its wrapper was killed." : null,
                OutputTail.of(output.apply(kept.launch()), LAST_LINES));
    }

    private void leftOver(String instance, Identity wrapper) {
        processes.members(instance, wrapper).stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroyForcibly);
    }
}
