package io.skerry.edge.worker.volume;

import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.runtime.VolumeState;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.model.application.VolumeSpec;
import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.seen.VolumeSeen;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells which volumes are here, how large they are, and since when nothing wants them. */
public final class VolumeWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VolumeWatch.class);

    private final EdgeStore store;
    private final WorkloadRuntime runtime;
    private final InstantSource time;
    private final Overfull overfull;
    private final Consumer<ComponentRef> changed;
    private final Thread thread;

    /**
     * Begins to look.
     *
     * @param changed told of whose volumes there is something else to be said
     */
    public VolumeWatch(
            EdgeStore store,
            WorkloadRuntime runtime,
            InstantSource time,
            Duration every,
            Overfull overfull,
            Consumer<ComponentRef> changed) {
        this.store = store;
        this.runtime = runtime;
        this.time = time;
        this.overfull = overfull;
        this.changed = changed;
        // A thread of the platform: file calls would hold a carrier of the others.
        this.thread = Thread.ofPlatform().daemon().name("volumes").start(() -> run(every));
    }

    private void run(Duration every) {
        try {
            while (true) {
                try {
                    look();
                } catch (StoreException e) {
                    LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("volumes not told; tried again");
                } catch (RuntimeException e) {
                    LOG.atWarn().setCause(e).log("volumes not looked at; tried again");
                }
                Thread.sleep(every);
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void look() {
        var before = before();
        var wanted = new WantedVolumes(store);
        var sentences = new HashMap<ComponentRef, List<String>>();
        for (var state : runtime.volumes()) {
            var name = state.volume().name();
            var key = EdgeKey.seenVolume(state.component(), name);
            var spec = wanted.find(state.component(), name).orElse(null);
            var known = before.remove(key);
            var seen = seen(state, known, spec, keptSince(known, spec, wanted.complete()));
            if (!seen.equals(known)) {
                store.put(key, Values.write(seen));
            }
            sentence(seen)
                    .ifPresent(text -> sentences
                            .computeIfAbsent(state.component(), any -> new ArrayList<>())
                            .add(text));
        }
        before.keySet().forEach(store::delete);
        var said = overfull.replace(sentences);
        var touched = new HashSet<>(said.keySet());
        touched.addAll(sentences.keySet());
        touched.stream()
                .filter(component ->
                        !sentences.getOrDefault(component, List.of()).equals(said.getOrDefault(component, List.of())))
                .forEach(changed);
    }

    private Map<String, VolumeSeen> before() {
        var all = new HashMap<String, VolumeSeen>();
        for (var entry : store.list(EdgeKey.SEEN_VOLUMES).entries()) {
            all.put(entry.key(), Values.read(entry.value(), VolumeSeen.class));
        }
        return all;
    }

    private static VolumeSeen seen(
            VolumeState state, @Nullable VolumeSeen before, @Nullable VolumeSpec spec, @Nullable Instant keptSince) {
        var size = spec == null ? null : spec.size();
        // What an agent before this one measured is told until this one has.
        var bytes = state.bytes() == null && before != null ? before.bytes() : state.bytes();
        return new VolumeSeen(
                state.component(),
                state.volume().name(),
                state.volume().type(),
                size == null ? null : size.bytes(),
                bytes,
                state.folder().toString(),
                state.made(),
                keptSince);
    }

    /** While not everything wanted is known, nobody says that something is not. */
    private @Nullable Instant keptSince(@Nullable VolumeSeen before, @Nullable VolumeSpec spec, boolean complete) {
        if (spec != null) {
            return null;
        }
        var known = before == null ? null : before.keptSince();
        return known == null && complete ? time.instant() : known;
    }

    private static Optional<String> sentence(VolumeSeen seen) {
        var size = seen.size();
        var bytes = seen.bytes();
        return size == null || bytes == null || bytes <= size
                ? Optional.empty()
                : Optional.of("The volume '" + seen.name() + "' holds more than its size of "
                        + Overuse.mebibytes(size) + ". Nothing is deleted: take something out, or raise volumes."
                        + seen.name() + ".size.");
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
