package io.skerry.model.message;

/** The receiver does not know a message or command of that type. */
public record Unsupported(String type) implements Message {}
