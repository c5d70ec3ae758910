package io.skerry.edge.worker.probe;

import org.jspecify.annotations.Nullable;

/**
 * Turns single answers into a standing: it takes some failures in a row to fall, some successes in a row to rise.
 *
 * @param passes how it stands; null before it was decided for the first time
 * @param inARow answers in a row that speak against it
 */
record Tally(int failures, int successes, @Nullable Boolean passes, int inARow) {

    static Tally undecided(int failures, int successes) {
        return new Tally(failures, successes, null, 0);
    }

    static Tally passing(int failures, int successes) {
        return new Tally(failures, successes, true, 0);
    }

    Tally answered(boolean success) {
        if (passes != null && passes == success) {
            return new Tally(failures, successes, passes, 0);
        }
        var needed = success ? successes : failures;
        return inARow + 1 >= needed
                ? new Tally(failures, successes, success, 0)
                : new Tally(failures, successes, passes, inARow + 1);
    }

    boolean isPassing() {
        return Boolean.TRUE.equals(passes);
    }

    boolean isFailing() {
        return Boolean.FALSE.equals(passes);
    }
}
