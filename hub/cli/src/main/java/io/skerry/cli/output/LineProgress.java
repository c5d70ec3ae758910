package io.skerry.cli.output;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A line whenever a step's state or message changes: for logs and pipes. */
public final class LineProgress implements Progress {

    private final Consumer<String> lines;
    private final Map<String, String> shown = new HashMap<>();

    /** Progress written to whatever takes lines. */
    public LineProgress(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void show(List<Step> steps) {
        for (var step : steps) {
            var news = step.state() + " " + step.message();
            if (!step.state().equals("queued") && !news.equals(shown.put(step.key(), news))) {
                lines.accept(StepLine.of(step, (colour, text) -> text, null));
            }
        }
    }

    @Override
    public void say(String line) {
        lines.accept(line);
    }

    @Override
    public void close() {
        // Every line is out already.
    }
}
