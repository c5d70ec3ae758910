package io.skerry.model.name;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The host under which a public component answers when nobody gave it another: {@code <component>--<app>--<tenant>.<dc>.<domain>}. */
public final class DefaultHost {

    private static final int MAX_LABEL = 63;
    private static final int HASH_LENGTH = 8;
    private static final String MAY_BE_LEFT_OUT = "web";

    private DefaultHost() {}

    /**
     * Returns the default host; the component {@code web} is left out of it.
     *
     * @param domain the data center's domain, {@code localhost} when embedded
     */
    public static String of(ComponentRef component, DataCenterName dataCenter, String domain) {
        var own = component.application() + "--" + component.tenant();
        var label = component.component().equals(MAY_BE_LEFT_OUT) ? own : component.component() + "--" + own;
        return cut(label) + "." + dataCenter + "." + domain;
    }

    private static String cut(String label) {
        if (label.length() <= MAX_LABEL) {
            return label;
        }
        var kept = label.substring(0, MAX_LABEL - HASH_LENGTH - 1);
        return kept + "-" + hash(label);
    }

    private static String hash(String label) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
