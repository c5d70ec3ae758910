package io.skerry.model.setting;

import io.skerry.model.error.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * A value that is written and never read back. Whoever writes gives {@code content}; whoever reads is shown the other two, and may send them
 * back to leave the value as it is.
 *
 * @param fingerprint tells whether two contents are equal, and nothing else about them
 * @param bytes how long the content is
 */
public record SettingValue(
        @Nullable String content,
        @Nullable String fingerprint,
        @Nullable Long bytes) {

    public SettingValue {
        if (content == null && fingerprint == null) {
            throw new InvalidInput("a value has a content; leave the name out to take the value away");
        }
        if (content != null && content.isBlank()) {
            throw new InvalidInput("the content is empty; leave the name out to take the value away");
        }
    }

    /** A content to be kept. */
    public static SettingValue of(String content) {
        return new SettingValue(content, null, null);
    }

    /** Its content is nobody's to print. */
    @Override
    public String toString() {
        return "SettingValue[" + (content == null ? fingerprint : "content") + "]";
    }
}
