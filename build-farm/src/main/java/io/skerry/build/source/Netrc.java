package io.skerry.build.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Users and passwords by host, as many tools keep them in {@code .netrc}. Its entry {@code default} is left out: it would tell a password to
 * every host.
 */
record Netrc(Map<String, Login> machines) {

    private static final String FILE = ".netrc";

    /** Who one is at a host. */
    record Login(String user, String password) {

        /** The password is not printed. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    static Netrc of(Path home) throws IOException {
        var file = home.resolve(FILE);
        return parse(Files.isRegularFile(file) ? Files.readString(file) : "");
    }

    static Netrc parse(String text) {
        var machines = new HashMap<String, Login>();
        var words = new StringTokenizer(text.replaceAll("(?m)^\\s*#.*$", ""));
        var host = "";
        var user = "";
        while (words.hasMoreTokens()) {
            switch (words.nextToken()) {
                case "machine" -> {
                    host = next(words);
                    user = "";
                }
                case "default" -> host = "";
                case "login" -> user = next(words);
                case "password" -> {
                    var password = next(words);
                    if (!host.isEmpty() && !user.isEmpty()) {
                        machines.putIfAbsent(host, new Login(user, password));
                    }
                }
                default -> {}
            }
        }
        return new Netrc(machines);
    }

    Optional<Login> login(@Nullable String host) {
        return Optional.ofNullable(host).map(machines::get);
    }

    private static String next(StringTokenizer words) {
        return words.hasMoreTokens() ? words.nextToken() : "";
    }
}
