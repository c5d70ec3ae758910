package io.skerry.hub.backup.archive;

/** How long something is, and its sha-256 in hex. */
public record Measured(long bytes, String sha256) {}
