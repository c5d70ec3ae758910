package io.skerry.cli.output;

import java.time.Duration;
import java.util.List;

/** A block of lines redrawn in place; a thread of its own lets the times of running steps tick. */
final class LiveProgress implements Progress {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

    private final Console console;
    private final Thread ticker;
    private List<Step> steps = List.of();
    private int drawn;

    LiveProgress(Console console) {
        this.console = console;
        this.ticker = Thread.ofVirtual().name("progress").start(this::tick);
    }

    @Override
    public synchronized void show(List<Step> now) {
        steps = List.copyOf(now);
        draw();
    }

    @Override
    public synchronized void say(String line) {
        erase();
        console.err().println(line);
        draw();
    }

    @Override
    public void close() {
        ticker.interrupt();
        synchronized (this) {
            draw();
            console.err().flush();
        }
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                redrawRunning();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void redrawRunning() {
        if (steps.stream().anyMatch(Step::isRunning)) {
            draw();
        }
    }

    private void draw() {
        erase();
        var now = console.clock().instant();
        steps.forEach(step -> console.err().println(StepLine.of(step, console::paintProgress, now)));
        drawn = steps.size();
        console.err().flush();
    }

    private void erase() {
        console.err().print(UP_AND_CLEAR.repeat(drawn));
        drawn = 0;
    }
}
