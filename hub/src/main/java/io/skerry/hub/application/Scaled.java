package io.skerry.hub.application;

import io.skerry.hub.event.NewEvent;
import io.skerry.hub.event.Subject;
import io.skerry.hub.resource.KindDefinition.Admission;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.Replicas;
import io.skerry.model.event.EventType;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says that somebody wants another number of instances; pure. */
final class Scaled {

    private Scaled() {}

    /** Empty if the act changes nothing about that. */
    static Optional<NewEvent> of(Admission<ComponentSpec> act) {
        if (act.before() == null || act.after() == null || act.stored() == null) {
            return Optional.empty();
        }
        var before = act.before().spec(ComponentSpec.class).replicas();
        var after = act.after().replicas();
        if (words(before).equals(words(after))) {
            return Optional.empty();
        }
        var sentence = act.caller().subject() + " wants " + words(after) + "; it was " + words(before);
        return Optional.of(NewEvent.now(EventType.COMPONENT_SCALED, Subject.of(act.stored()), sentence)
                .with(Map.of("from", everywhere(before), "to", everywhere(after))));
    }

    private static long everywhere(@Nullable Replicas replicas) {
        var said = replicas == null ? null : replicas.everywhere();
        return Objects.requireNonNullElse(said, Replicas.DEFAULT);
    }

    private static String words(@Nullable Replicas replicas) {
        var words = new StringBuilder().append(everywhere(replicas));
        if (replicas != null && replicas.dataCenters() != null) {
            new TreeMap<>(replicas.dataCenters())
                    .forEach((dc, count) ->
                            words.append(", ").append(count).append(" in ").append(dc));
        }
        return words.toString();
    }
}
