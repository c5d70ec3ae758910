package io.skerry.model.message;

/** Every report up to {@code seq} is stored at the hub. */
public record ReportAck(Epoch epoch, long seq) implements Message {}
