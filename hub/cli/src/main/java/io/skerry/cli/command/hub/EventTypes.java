package io.skerry.cli.command.hub;

import io.skerry.model.event.EventType;
import java.util.Iterator;

/** What {@code --type} can be completed with. */
final class EventTypes implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return EventType.texts().iterator();
    }
}
