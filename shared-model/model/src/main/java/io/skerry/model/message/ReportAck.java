package io.skerry.model.message;

/** Every report up to {@code seq} is stored at the hub. The agent opens the channel of reports with the one that {@link Welcome} named. */
public record ReportAck(Epoch epoch, long seq) implements Message {}
