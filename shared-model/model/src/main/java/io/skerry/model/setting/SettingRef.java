package io.skerry.model.setting;

/**
 * Which setting somebody works by.
 *
 * @param version of the setting when it was chosen; who asks for its contents is given the newest
 */
public record SettingRef(String name, long version) {}
