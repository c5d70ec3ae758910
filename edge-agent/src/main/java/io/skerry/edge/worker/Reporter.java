package io.skerry.edge.worker;

import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.seen.ComponentSeen;
import io.skerry.store.EdgeStore;
import io.skerry.store.value.Values;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes a component's report when it changed: the first change at once, later ones after a pause, the last one always. */
final class Reporter {

    private final EdgeStore store;
    private final String key;
    private final Duration pause;
    private @Nullable ComponentSeen written;
    private Instant nextAt = Instant.MIN;

    /** @param earlier what the store holds already */
    Reporter(EdgeStore store, ComponentRef component, Duration pause, @Nullable ComponentSeen earlier) {
        this.store = store;
        this.key = EdgeKey.seen(component);
        this.pause = pause;
        this.written = earlier;
    }

    /** Writes it if that is due; returns when to come again with the report of then, null if there is nothing left to write. */
    @Nullable
    Instant report(ComponentSeen seen, Instant now) {
        if (seen.equals(written)) {
            return null;
        }
        if (now.isBefore(nextAt)) {
            return nextAt;
        }
        store.put(key, Values.write(seen));
        written = seen;
        nextAt = now.plus(pause);
        return null;
    }

    /** Takes the report away: the component is gone. */
    void gone() {
        store.delete(key);
        written = null;
    }
}
