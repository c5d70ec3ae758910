package io.skerry.build.sandbox;

import io.skerry.model.build.ToolConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is secret in the tools' settings, by the names it stands under and by its place in a URL. */
final class Secrets {

    private static final Pattern SECRET_NAME =
            Pattern.compile("token|password|passwd|secret|credential|_auth\\b|authorization|extraheader");
    private static final Pattern SETTING = Pattern.compile("^\\s*([^=#;\\s][^=]*?)\\s*=\\s*(.+?)\\s*$");
    private static final Pattern USER_INFO = Pattern.compile("://([^/\\s@:]*):([^/\\s@]+)@");

    private Secrets() {}

    /** Every secret in the configuration, in the form it is written in and, where that is base64, decoded. */
    static Set<String> of(ToolConfiguration configuration) {
        var found = new LinkedHashSet<String>();
        configuration.environment().forEach((name, value) -> collect(name, value, found));
        for (var file : configuration.files().values()) {
            file.lines().forEach(line -> {
                var setting = SETTING.matcher(line);
                if (setting.matches()) {
                    collect(setting.group(1), unquoted(setting.group(2)), found);
                }
            });
        }
        return found;
    }

    private static void collect(String name, String value, Set<String> found) {
        if (SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find() && !value.startsWith("${")) {
            found.add(value);
            decoded(value, found);
        }
        var url = USER_INFO.matcher(value);
        while (url.find()) {
            found.add(url.group(2));
        }
    }

    /** npm keeps {@code _auth} and {@code _password} as base64: the text behind it is as secret. */
    private static void decoded(String value, Set<String> found) {
        try {
            var text = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            if (text.chars().allMatch(c -> c > 31 && c < 127)) {
                found.add(text);
                found.add(text.substring(text.indexOf(':') + 1));
            }
        } catch (IllegalArgumentException e) {
            // no base64, and so nothing behind it
        }
    }

    private static String unquoted(String value) {
        var quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
