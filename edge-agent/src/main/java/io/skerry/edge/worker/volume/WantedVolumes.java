package io.skerry.edge.worker.volume;

import io.skerry.model.application.VolumeSpec;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.site.SiteObject;
import io.skerry.model.site.WantedComponent;
import io.skerry.store.EdgeStore;
import io.skerry.store.value.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which volumes the hub wants here, as the store says it now. */
final class WantedVolumes {

    private final boolean complete;
    private final Map<ComponentRef, List<VolumeSpec>> volumes = new HashMap<>();

    WantedVolumes(EdgeStore store) {
        // Asked first: what is there once everything was received, is all.
        complete = store.get(EdgeKey.HEAD) != null;
        for (var entry : store.list(EdgeKey.WANTED_COMPONENTS).entries()) {
            var body = Values.read(entry.value(), SiteObject.class).body();
            var spec = Values.read(body, WantedComponent.class).spec();
            volumes.put(EdgeKey.componentOf(entry.key()), spec.volumeList());
        }
    }

    /** Whether everything wanted was received at least once: what is missing before that may be on its way. */
    boolean complete() {
        return complete;
    }

    Optional<VolumeSpec> find(ComponentRef component, String name) {
        return volumes.getOrDefault(component, List.of()).stream()
                .filter(volume -> volume.name().equals(name))
                .findFirst();
    }
}
