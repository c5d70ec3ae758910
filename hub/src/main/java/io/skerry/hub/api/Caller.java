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

    /** Whoever is not signed in. */
    public static final Caller NOBODY = new Caller(new UUID(0, 0), "", false);

    /** How the caller stands in records: {@code user:admin}. */
    public String subject() {
        return equals(PLATFORM) ? "platform" : equals(NOBODY) ? "nobody" : "user:" + name;
    }
}
