package io.skerry.hub.event;

import io.skerry.hub.resource.feed.FeedSignal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes what a transaction told at its very end: in one statement, and with the head's lock held for as short as can be. Nobody may have
 * more than so many lines a minute.
 */
@Service
public final class Events implements EventSink {

    private final EventRepository rows;
    private final Floods floods;
    private final FeedSignal told = new FeedSignal();

    Events(EventRepository rows, Floods floods) {
        this.rows = rows;
        this.floods = floods;
    }

    @Override
    public void tell(NewEvent event) {
        TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Telling.class::isInstance)
                .map(Telling.class::cast)
                .findFirst()
                .orElseGet(this::begin)
                .events
                .add(event);
    }

    /** Raised when something was told in this process. */
    FeedSignal told() {
        return told;
    }

    private Telling begin() {
        var telling = new Telling();
        TransactionSynchronizationManager.registerSynchronization(telling);
        return telling;
    }

    private boolean isNews(NewEvent event) {
        var about = event.subject();
        return !event.first()
                || about.resource() == null
                || about.dataCenter() == null
                || rows.lastState(about.resource(), about.dataCenter())
                        .filter(event.type()::equals)
                        .isEmpty();
    }

    /** What one transaction has told. */
    private final class Telling implements TransactionSynchronization {

        private final List<NewEvent> events = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            var through =
                    floods.through(events.stream().filter(Events.this::isNews).toList());
            if (!through.isEmpty()) {
                rows.add(through);
            }
        }

        @Override
        public void afterCommit() {
            told.raise();
        }
    }
}
