package io.skerry.hub.rollout;

import io.skerry.hub.event.EventSink;
import io.skerry.hub.event.NewEvent;
import io.skerry.hub.event.Subject;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.model.event.EventType;
import io.skerry.model.release.ReleaseSpec;
import io.skerry.model.resource.Kind;
import org.springframework.stereotype.Component;

/** The kind {@code release}: immutable, numbered. */
@Component
class ReleaseKind implements KindDefinition<ReleaseSpec> {

    private final EventSink events;

    ReleaseKind(EventSink events) {
        this.events = events;
    }

    @Override
    public Kind kind() {
        return Kind.RELEASE;
    }

    @Override
    public Class<ReleaseSpec> specType() {
        return ReleaseSpec.class;
    }

    @Override
    public boolean writable() {
        return false;
    }

    @Override
    public void stored(Admission<ReleaseSpec> act) {
        var release = act.after();
        if (act.stored() != null && act.before() == null && release != null) {
            var words = "release " + release.number() + " made by " + release.by() + ": " + release.reason();
            events.tell(NewEvent.now(EventType.RELEASE_CREATED, Subject.of(act.stored()), words)
                    .of(release.number()));
        }
    }
}
