package io.skerry.model.route;

import io.skerry.model.error.InvalidInput;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for host names in routes: lower case, no port, no wildcard. */
public final class HostName {

    private static final int MAX_LENGTH = 253;
    private static final Pattern SHAPE =
            Pattern.compile("([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)*[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private HostName() {}

    /** Returns the host in lower case; refuses what is no DNS name. */
    public static String require(String text) {
        var host = text.toLowerCase(Locale.ROOT);
        if (host.length() > MAX_LENGTH || !SHAPE.matcher(host).matches()) {
            throw new InvalidInput(
                    "'" + text + "' is no host name: write it like shop.example.com, without scheme and port");
        }
        return host;
    }
}
