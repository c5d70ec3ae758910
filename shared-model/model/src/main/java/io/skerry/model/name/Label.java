package io.skerry.model.name;

import io.skerry.model.error.InvalidInput;
import java.util.regex.Pattern;

/** The one rule for names: a DNS label of 1 to 63 characters, lower case, without {@code --}. */
public final class Label {

    private static final int MAX_LENGTH = 63;
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private Label() {}

    /**
     * Returns the text if it is a name.
     *
     * @param what what is named, for the message: "tenant", "component"
     * @throws InvalidInput if the text is no DNS label or holds {@code --}
     */
    public static String require(String what, String text) {
        if (text.length() > MAX_LENGTH || !SHAPE.matcher(text).matches() || text.contains("--")) {
            throw new InvalidInput("'" + text + "' is no name for a " + what
                    + ": use 1 to 63 lower-case letters, digits and single hyphens, a letter or digit at both ends");
        }
        return text;
    }
}
