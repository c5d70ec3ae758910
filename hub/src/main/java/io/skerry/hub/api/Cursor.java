package io.skerry.hub.api;

import io.skerry.model.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where the next page begins: after the last object of this one, in (scope, name) order. */
public record Cursor(String scope, String name) {

    /** The cursor as it is handed out; opaque to callers. */
    public String text() {
        var plain = scope + "\n" + name;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what was handed out; null begins at the first. */
    public static Cursor parse(@Nullable String text) {
        if (text == null) {
            return new Cursor("", "");
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
            if (parts.length == 2) {
                return new Cursor(parts[0], parts[1]);
            }
        } catch (IllegalArgumentException e) {
            // Answered below like every other cursor that was not handed out.
        }
        throw HubException.of(
                ErrorCode.MALFORMED,
                "This cursor was not handed out by the hub.",
                "Take it from \"next\" of the page before.");
    }
}
