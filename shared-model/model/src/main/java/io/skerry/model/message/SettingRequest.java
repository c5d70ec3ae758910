package io.skerry.model.message;

/** Asks for a setting's contents, for a build that the data center was ordered to do; answered with {@link SettingContent}. */
public record SettingRequest(String name) implements Message {}
