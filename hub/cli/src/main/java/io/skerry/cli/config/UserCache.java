package io.skerry.cli.config;

import java.nio.file.Path;
import java.util.Map;

/** Where this user's computer keeps what can be made again. */
public final class UserCache {

    private UserCache() {}

    /** The folder {@code skerry} in the user's cache. */
    public static Path folder(Map<String, String> environment) {
        var given = environment.getOrDefault("XDG_CACHE_HOME", "");
        var cache = given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        return cache.resolve("skerry");
    }
}
