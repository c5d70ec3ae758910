package io.skerry.logs;

import io.skerry.logs.tail.LogTail;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.patience.Eventually.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** What the relay answers, asked until it is as wished. */
public final class Answers {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private Answers() {}

    /** Asks again and again until the answer is as wished. */
    public static List<LogLine> lines(RelayRole relay, LogQuery query, Predicate<List<LogLine>> wished)
            throws InterruptedException {
        var last = new AtomicReference<List<LogLine>>(List.of());
        Condition<InterruptedException> come = () -> {
            last.set(answer(relay, query));
            return wished.test(last.get());
        };
        if (!Eventually.holdsWithin(DEADLINE, come)) {
            throw new AssertionError("only these came within " + DEADLINE + ": " + texts(last.get()));
        }
        return last.get();
    }

    public static List<LogLine> count(RelayRole relay, LogQuery query, int count) throws InterruptedException {
        return lines(relay, query, lines -> lines.size() >= count);
    }

    /** The whole answer of a query that doesn't follow. */
    public static List<LogLine> answer(RelayRole relay, LogQuery query) throws InterruptedException {
        try (var tail = relay.tail(query)) {
            var lines = new ArrayList<LogLine>();
            while (!tail.ended()) {
                lines.addAll(tail.next(500, Duration.ZERO));
            }
            return lines;
        }
    }

    /** The next lines of a query that follows. */
    public static List<LogLine> next(LogTail tail, int count) throws InterruptedException {
        var lines = new ArrayList<LogLine>();
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (lines.size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only these came within " + DEADLINE + ": " + texts(lines));
            }
            lines.addAll(tail.next(count - lines.size(), Duration.ofMillis(500)));
        }
        return lines;
    }

    public static List<String> texts(List<LogLine> lines) {
        return lines.stream().map(LogLine::text).toList();
    }
}
