package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.process.machine.Identity;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.edge.runtime.process.slug.Trees;
import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what an earlier agent left: instances that run on, and those that ended while nobody looked. */
final class Adoption {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final Layout layout;
    private final ProcessTable processes;
    private final Ending ending;

    Adoption(Layout layout, ProcessTable processes, Ending ending) {
        this.layout = layout;
        this.processes = processes;
        this.ending = ending;
    }

    Map<String, Held> all() throws IOException {
        var found = new HashMap<String, Held>();
        for (var instance : layout.instances()) {
            var kept = layout.keptLaunch(instance);
            if (kept == null) {
                delete(instance);
            } else {
                found.put(instance, held(instance, kept));
            }
        }
        return found;
    }

    /** The agent died while it laid the folder out, or deleted it: nothing runs from it, and nothing depends on its end. */
    private void delete(String instance) {
        try {
            Trees.delete(layout.folder(instance));
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.INSTANCE, instance)
                    .addKeyValue(LogKeys.ERROR, e.toString())
                    .log("instance's folder not deleted");
        }
    }

    private Held held(String instance, KeptLaunch kept) throws IOException {
        var code = Identity.readEnd(layout.ended(instance), kept.run());
        var wrapper = Identity.read(layout.started(instance)).filter(found -> found.run() == kept.run());
        if (code.isEmpty() && wrapper.isPresent() && processes.alive(wrapper.get())) {
            // It was to be ended for that, and was not: whatever ends it now is something else.
            layout.forgetOveruse(instance);
            return Held.running(kept.launch(), wrapper.get(), kept.group());
        }
        if (code.isEmpty() && wrapper.isEmpty() && processes.hasWrapper(instance)) {
            return Held.making(kept.launch(), kept.run(), kept.group());
        }
        wrapper.ifPresent(gone -> leftOver(instance, gone));
        var exit = ending.of(
                kept.launch(),
                kept.run(),
                kept.group(),
                null,
                "Nobody saw it end: the machine went down, or its wrapper was killed.");
        return Held.ended(kept.launch(), kept.run(), kept.group(), exit);
    }

    private void leftOver(String instance, Identity wrapper) {
        processes.members(instance, layout.owner(instance), wrapper).stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroyForcibly);
    }
}
