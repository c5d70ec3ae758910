package io.skerry.cli.output;

import java.util.List;

/** Shows long work while it goes on: redrawn and ticking on a terminal, one line per change elsewhere. */
public sealed interface Progress extends AutoCloseable permits LiveProgress, LineProgress {

    /** The progress that fits the console. */
    static Progress on(Console console) {
        return console.canRedraw() ? new LiveProgress(console) : new LineProgress(console.err()::println);
    }

    /** Shows nothing. */
    static Progress silent() {
        return new LineProgress(line -> {});
    }

    /** How the steps stand now, in their order. */
    void show(List<Step> steps);

    /** A line that stays, such as a line of a build's output. */
    void say(String line);

    @Override
    void close();
}
