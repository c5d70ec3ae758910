package io.skerry.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A process that lives, is stopped, dies and is started again. What it planned dies with it; while it is stopped everything waits. It
 * dies between two events ({@link #kill}), or within one, at any of the points where it touches a disk or a database ({@link #arm}).
 */
public final class Node {

    private final Simulation simulation;
    private final String name;
    private final List<Runnable> onDeath = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean up;
    private boolean stopped;
    private int life;
    private int pointsLeft = -1;

    public Node(Simulation simulation, String name) {
        this.simulation = simulation;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public boolean isUp() {
        return up;
    }

    /** Begins a life. */
    public void start(Runnable main) {
        if (!up) {
            up = true;
            life++;
            simulation.say(name + " starts, life " + life);
            run(main);
        }
    }

    /** Ends the life now: its memory and plans are gone. */
    public void kill() {
        if (up) {
            simulation.say(name + " dies");
            up = false;
            stopped = false;
            pointsLeft = -1;
            waiting.clear();
            var last = List.copyOf(onDeath);
            onDeath.clear();
            last.forEach(Runnable::run);
        }
    }

    /** Called once, when this life ends. */
    public void onDeath(Runnable task) {
        onDeath.add(task);
    }

    /** It dies at the n-th point from now that it passes. */
    public void arm(int points) {
        if (up) {
            pointsLeft = points;
        }
    }

    /** It is not to die at a point any more. */
    public void disarm() {
        pointsLeft = -1;
    }

    /** A point at which it may die. */
    public void point(String where) {
        if (pointsLeft == 0) {
            simulation.say(name + " is hit " + where);
            throw new Killed(where);
        }
        if (pointsLeft > 0) {
            pointsLeft--;
        }
    }

    /** As SIGSTOP does: it lives, and does nothing. */
    public void stop() {
        if (up) {
            simulation.say(name + " is stopped");
            stopped = true;
        }
    }

    /** As SIGCONT does: all that was due meanwhile happens now, in its order. */
    public void resume() {
        if (stopped) {
            simulation.say(name + " goes on");
            stopped = false;
            var due = List.copyOf(waiting);
            waiting.clear();
            due.forEach(Runnable::run);
        }
    }

    /** Something that this life does later, unless it has ended by then. */
    public void after(long millis, String what, Runnable action) {
        var mine = life;
        simulation.after(millis, "", () -> inLife(mine, what, action));
    }

    private void inLife(int mine, String what, Runnable action) {
        if (!up || life != mine) {
            return;
        }
        if (stopped) {
            waiting.add(() -> inLife(mine, what, action));
            return;
        }
        if (!what.isEmpty()) {
            simulation.say(name + ": " + what);
        }
        run(action);
    }

    /** Does something as this process; if it dies of it, it dies. */
    public void run(Runnable action) {
        try {
            action.run();
        } catch (Killed killed) {
            kill();
        }
    }
}
