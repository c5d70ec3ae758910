package io.skerry.build.sandbox;

import io.skerry.model.build.ToolConfiguration;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what is secret in the tools' settings: by the names it stands under, by its place in a URL, and, where nothing says so, by its looks. To
 * hide too much makes an output ugly, to hide too little gives a token away.
 */
final class Secrets {

    private static final Pattern SECRET_NAME = Pattern.compile(
            "token|passw|passphrase|secret|credential|_auth\\b|authorization|extraheader|(^|[_-])(key|pat|pass|pwd|auth)$");
    private static final Pattern SETTING = Pattern.compile("^\\s*([^=#;\\s][^=]*?)\\s*=\\s*(.+?)\\s*$");
    private static final Pattern NETRC_PASSWORD = Pattern.compile("(?m)(?:^|\\s)password\\s+(\\S+)");
    private static final Pattern ELEMENT = Pattern.compile("<([\\w.-]+)>([^<]+)</\\1>");
    private static final Pattern USER_INFO = Pattern.compile("://([^/\\s@'\"]+)@");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)\\??}");
    private static final Pattern SCHEME = Pattern.compile("(?i)^(?:authorization:\\s*)?(?:bearer|basic|token)\\s+");
    /** Long, of letters and digits, no sentence and no address. */
    private static final Pattern LOOKS_SECRET = Pattern.compile("(?=.*[A-Za-z])(?=.*\\d)[A-Za-z0-9_\\-+/=.~]{12,}");

    private final Map<String, String> environment;
    private final Set<String> found = new LinkedHashSet<>();

    private Secrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Every secret in the configuration, in the form it is written in and, where that is encoded, decoded. */
    static Set<String> of(ToolConfiguration configuration) {
        var secrets = new Secrets(configuration.environment());
        configuration.environment().forEach(secrets::variable);
        configuration.files().values().forEach(secrets::file);
        return secrets.found;
    }

    private void variable(String name, String value) {
        addresses(value);
        if (isSecretName(name) || LOOKS_SECRET.matcher(value).matches()) {
            secret(value);
        }
    }

    private void file(String text) {
        addresses(text);
        var login = NETRC_PASSWORD.matcher(text);
        while (login.find()) {
            secret(login.group(1));
        }
        text.lines().forEach(line -> {
            var setting = SETTING.matcher(line);
            if (setting.matches() && isSecretName(setting.group(1))) {
                secret(unquoted(setting.group(2)));
            }
        });
        var element = ELEMENT.matcher(text);
        while (element.find()) {
            if (isSecretName(element.group(1))) {
                secret(element.group(2));
            }
        }
    }

    private static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name.strip().toLowerCase(Locale.ROOT)).find();
    }

    private void secret(String value) {
        var reference = REFERENCE.matcher(value);
        while (reference.find()) {
            secret(environment.getOrDefault(reference.group(1), "").replace("${", ""));
        }
        if (value.startsWith("${")) {
            return;
        }
        value.lines().map(String::strip).forEach(line -> {
            var bare = SCHEME.matcher(line).replaceFirst("");
            found.add(line);
            found.add(bare);
            decoded(bare);
        });
    }

    /** A user's name before a password is no secret, one that stands alone is a token. */
    private void addresses(String text) {
        var address = USER_INFO.matcher(text);
        while (address.find()) {
            var userInfo = address.group(1);
            var colon = userInfo.indexOf(':');
            var secret = colon < 0 || colon == userInfo.length() - 1
                    ? userInfo.replace(":", "")
                    : userInfo.substring(colon + 1);
            found.add(secret);
            found.add(percentDecoded(secret));
            found.add(base64(percentDecoded(userInfo)));
        }
    }

    /** npm keeps {@code _auth} and {@code _password} as base64: the text behind it is as secret. */
    private void decoded(String value) {
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

    private static String percentDecoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unquoted(String value) {
        var quoted = value.length() > 1
                && ((value.startsWith("\"") && value.endsWith("\"")) || (value.startsWith("'") && value.endsWith("'")));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
