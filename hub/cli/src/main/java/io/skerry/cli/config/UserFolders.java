package io.skerry.cli.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where this user keeps what is theirs, as the XDG rules say. {@code HOME} counts before what the system knows of the
 * user: who sets it wants a place of its own, and the launcher goes by it too.
 */
public final class UserFolders {

    private UserFolders() {}

    /** The folder {@code skerry} in the user's configuration. */
    public static Path configuration(Map<String, String> environment) {
        return folder(environment, "XDG_CONFIG_HOME", ".config");
    }

    /** The folder {@code skerry} among what can be made again. */
    public static Path cache(Map<String, String> environment) {
        return folder(environment, "XDG_CACHE_HOME", ".cache");
    }

    private static Path folder(Map<String, String> environment, String variable, String belowHome) {
        var given = environment.getOrDefault(variable, "");
        return (given.isEmpty() ? home(environment).resolve(belowHome) : Path.of(given)).resolve("skerry");
    }

    private static Path home(Map<String, String> environment) {
        var home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
    }
}
