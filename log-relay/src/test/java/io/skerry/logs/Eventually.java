package io.skerry.logs;

import io.skerry.logs.tail.LogTail;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Waits on conditions, with a deadline. */
public final class Eventually {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private Eventually() {}

    public static void holds(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true within " + DEADLINE);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Asks again and again until the answer is as wished. */
    public static List<LogLine> lines(RelayRole relay, LogQuery query, Predicate<List<LogLine>> wished)
            throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            var lines = answer(relay, query);
            if (wished.test(lines)) {
                return lines;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("only these came within " + DEADLINE + ": " + texts(lines));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
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
