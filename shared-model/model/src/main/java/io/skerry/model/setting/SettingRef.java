package io.skerry.model.setting;

/**
 * Which setting somebody works by.
 *
 * @param version of the setting when it was chosen; who asks for its contents is given the newest
 * @param content names these contents and no others, also after a backup was restored and the versions came again
 */
public record SettingRef(String name, long version, String content) {}
