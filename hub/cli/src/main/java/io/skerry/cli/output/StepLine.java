package io.skerry.cli.output;

import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One step as one line: mark, data center, name, state, time taken so far, message. */
final class StepLine {

    private static final int WHERE_WIDTH = 12;
    private static final int NAME_WIDTH = 20;
    private static final int STATE_WIDTH = 10;
    private static final int TIME_WIDTH = 8;

    private StepLine() {}

    /** @param now to tell how long it has been running, null where no time that passes is shown */
    static String of(Step step, BiFunction<Colour, String, String> paint, @Nullable Instant now) {
        var line = new StringBuilder("  ")
                .append(paint.apply(Colour.ofState(step.state()), mark(step.state())))
                .append(' ')
                .append(padded(step.where(), WHERE_WIDTH))
                .append(padded(step.name(), NAME_WIDTH))
                .append(padded(step.state(), STATE_WIDTH));
        line.append(padded(step.took(now).map(Age::took).orElse(""), TIME_WIDTH));
        return line.append(step.message()).toString().stripTrailing();
    }

    private static String mark(String state) {
        return switch (state) {
            case "succeeded" -> "✓";
            case "failed" -> "✗";
            case "cancelled" -> "-";
            case "queued" -> "·";
            default -> "…";
        };
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length())) + " ";
    }
}
