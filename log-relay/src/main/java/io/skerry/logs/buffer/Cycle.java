package io.skerry.logs.buffer;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One file of the queue.
 *
 * @param number rises from one to the next
 * @param begun when its first excerpt was written
 */
record Cycle(int number, Path file, long bytes, Instant begun) {}
