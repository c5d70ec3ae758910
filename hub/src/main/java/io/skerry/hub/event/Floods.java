package io.skerry.hub.event;

import io.skerry.hub.event.FloodRepository.FloodKey;
import io.skerry.hub.event.FloodRepository.Kept;
import io.skerry.model.event.EventType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets through so many events a minute of each instance, and of each component's states; the rest become one line. */
@Component
class Floods {

    /** How many an event stands for, among its figures. */
    static final String TIMES = "times";

    private static final int BATCH = 500;

    private final FloodRepository rows;
    private final Clock clock;

    Floods(FloodRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** What is to be told now of these. */
    List<NewEvent> through(List<NewEvent> events) {
        var keys = events.stream()
                .map(Floods::key)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            return events;
        }
        var now = clock.instant();
        var floods = new HashMap<>(rows.lock(keys));
        var told = new ArrayList<NewEvent>();
        for (var event : events) {
            var key = key(event);
            if (key.isEmpty()) {
                told.add(event);
                continue;
            }
            var taken = Flood.take(
                    floods.get(key.get()), now, event.type(), event.figures().getOrDefault(TIMES, 1L));
            taken.over().map(flood -> line(key.get(), flood)).ifPresent(told::add);
            if (taken.tells()) {
                told.add(event);
            }
            floods.put(key.get(), taken.after());
        }
        rows.put(floods);
        return told;
    }

    /** One line each for those whose minute is over. */
    List<NewEvent> over() {
        return rows.takeOver(clock.instant(), BATCH).stream()
                .filter(kept -> kept.flood().held() > 0)
                .map(Floods::line)
                .toList();
    }

    private static NewEvent line(Kept kept) {
        return line(kept.key(), kept.flood());
    }

    private static NewEvent line(FloodKey key, Flood flood) {
        var subject = key.instance().isEmpty()
                ? Subject.component(key.component(), key.dataCenter())
                : Subject.instance(key.component(), key.dataCenter(), key.instance());
        return NewEvent.now(flood.type(), subject, flood.sentence()).with(Map.of(TIMES, flood.held()));
    }

    private static Optional<FloodKey> key(NewEvent event) {
        var about = event.subject();
        return about.resource() == null || about.dataCenter() == null || !repeats(event.type())
                ? Optional.empty()
                : Optional.of(new FloodKey(
                        about.resource(), about.dataCenter(), Objects.requireNonNullElse(about.instance(), "")));
    }

    private static boolean repeats(EventType type) {
        return type == EventType.INSTANCE_RESTARTED || EventRepository.STATES.contains(type);
    }
}
