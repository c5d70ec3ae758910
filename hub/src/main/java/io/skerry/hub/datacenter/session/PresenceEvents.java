package io.skerry.hub.datacenter.session;

import io.skerry.hub.event.NewEvent;
import io.skerry.hub.event.Subject;
import io.skerry.model.event.EventType;
import java.time.Duration;
import java.util.Map;

/** Says that a data center came, went or is spoken for twice; pure. */
final class PresenceEvents {

    private PresenceEvents() {}

    static NewEvent joined(String dc) {
        return NewEvent.now(EventType.DATA_CENTER_JOINED, Subject.dataCenter(dc), "it is heard for the first time");
    }

    /** What is shown of it is as old as that. */
    static NewEvent away(String dc, Duration silence) {
        var words = "it was not heard for " + silence.toSeconds()
                + " s; what is shown of it is from before, and it goes on by itself";
        return NewEvent.now(EventType.DATA_CENTER_AWAY, Subject.dataCenter(dc), words)
                .with(Map.of("seconds", silence.toSeconds()));
    }

    static NewEvent back(String dc, Duration silence) {
        var words = "it is heard again, after " + silence.toSeconds() + " s";
        return NewEvent.now(EventType.DATA_CENTER_BACK, Subject.dataCenter(dc), words)
                .with(Map.of("seconds", silence.toSeconds()));
    }

    static NewEvent quarantined(String dc, String agent) {
        var words = "two live processes call themselves agent " + agent + "; the newer is kept out";
        return NewEvent.now(EventType.AGENT_QUARANTINED, Subject.dataCenter(dc), words);
    }
}
