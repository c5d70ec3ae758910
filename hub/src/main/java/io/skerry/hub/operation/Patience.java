package io.skerry.hub.operation;

import java.time.Duration;

/**
 * How long a step of an operation may take, and how often one that fails is tried.
 *
 * @param step after that it is told to end
 * @param grace after that it is given up
 * @param pause before the second try; before each further one twice as long
 * @param tries after so many it is set aside
 */
record Patience(Duration step, Duration grace, Duration pause, int tries) {

    static final Patience USUAL = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(1), 5);
}
