package io.skerry.hub.api;

import java.util.UUID;

/**
 * Who asks.
 *
 * @param uid of the user resource; {@link #PLATFORM} for Skerry's own acts
 * @param administrator of the platform
 */
public record Caller(UUID uid, String name, boolean administrator) {

    /** The request attribute that holds the caller. */
    public static final String ATTRIBUTE = "io.skerry.caller";

    /** Skerry itself. */
    public static final Caller PLATFORM = new Caller(new UUID(0, 0), "skerry", true);

    private static final String HOOK = "hook:";

    /** Whoever is not signed in. */
    public static final Caller NOBODY = new Caller(new UUID(0, 0), "", false);

    /** Who knows the secret of a webhook; it may nothing but what the hook is for. */
    public static Caller hook(String id) {
        return new Caller(PLATFORM.uid(), HOOK + id, false);
    }

    /** How the caller stands in records: {@code user:admin}. */
    public String subject() {
        if (uid.equals(PLATFORM.uid()) && name.startsWith(HOOK)) {
            return name;
        }
        return equals(PLATFORM) ? "platform" : equals(NOBODY) ? "nobody" : "user:" + name;
    }
}
