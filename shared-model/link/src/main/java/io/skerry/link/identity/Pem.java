package io.skerry.link.identity;

import io.skerry.model.error.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Base64 between two lines that say what it is. */
final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    static String text(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + LINES.encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    /** The first block of that type. */
    static byte[] der(String type, String text) {
        var begin = "-----BEGIN " + Pattern.quote(type) + "-----";
        var end = "-----END " + Pattern.quote(type) + "-----";
        var match = Pattern.compile(begin + "([A-Za-z0-9+/=\\s]+)" + end).matcher(text);
        if (!match.find()) {
            throw new InvalidInput("no " + type + " in PEM");
        }
        try {
            return Base64.getMimeDecoder().decode(match.group(1));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("no " + type + " in PEM: " + e.getMessage());
        }
    }
}
