package io.skerry.hub.projection;

import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Projector;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads for a projector and remembers what it asked for. */
final class RecordingInputs implements Projector.Inputs {

    private final Resources resources;
    private final Set<String> asked = new LinkedHashSet<>();

    RecordingInputs(Resources resources) {
        this.resources = resources;
    }

    @Override
    public Optional<Stored> object(Place place, String name) {
        asked.add(nameOf(place, name));
        return resources.find(place, name);
    }

    @Override
    public List<Stored> list(Place place) {
        asked.add(nameOf(place));
        return resources.all(place);
    }

    Set<String> asked() {
        return asked;
    }

    /** How an object is named as an input. */
    static String nameOf(Place place, String name) {
        return "object:" + nameOf(place) + "/" + name;
    }

    /** How a list is named as an input. */
    static String nameOf(Place place) {
        return place.kind().text() + "/" + Objects.requireNonNullElse(place.tenant(), "") + "/" + place.scope();
    }
}
