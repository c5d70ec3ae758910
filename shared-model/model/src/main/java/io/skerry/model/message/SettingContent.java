package io.skerry.model.message;

import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.setting.SettingRef;

/** What a setting holds now. */
public record SettingContent(SettingRef setting, ToolConfiguration content) implements Message {}
