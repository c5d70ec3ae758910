package io.skerry.store.embedded.history;

import java.time.Duration;

/** What watches can catch up with: whichever bound is met first. Bytes are those of keys and values. */
public record KeptHistory(long changes, long bytes, Duration age) {}
