package io.skerry.model.message;

import io.skerry.model.build.ToolConfiguration;

/** What a setting holds, at that version. */
public record SettingContent(String name, long version, ToolConfiguration content) implements Message {}
