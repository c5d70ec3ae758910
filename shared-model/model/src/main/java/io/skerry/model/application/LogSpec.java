package io.skerry.model.application;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * How the output of a component's instances is taken in.
 *
 * @param rate the most that is taken in of all its instances in a second, over time; what comes faster waits, then the oldest of it is
 *     dropped and counted
 * @param multiline which lines belong together: {@code stack} (indented ones and "Caused by" go with the line before), or a regular
 *     expression, beginning with {@code ^}, for the first line of each; absent: every line stands alone
 */
public record LogSpec(@Nullable ByteSize rate, @Nullable String multiline) {

    /** Indented lines and what a Java trace goes on with belong to the line before. */
    public static final String STACK = "stack";

    private static final long LEAST_RATE = 1 << 10;
    private static final int LONGEST = 200;

    public LogSpec {
        if (rate != null && rate.bytes() < LEAST_RATE) {
            throw new InvalidInput("logs.rate '" + rate.text() + "' is too little: at least 1Ki a second");
        }
        if (multiline != null && !multiline.equals(STACK)) {
            refuseOther(multiline);
        }
    }

    private static void refuseOther(String multiline) {
        if (!multiline.startsWith("^") || multiline.length() > LONGEST) {
            throw new InvalidInput("logs.multiline '" + multiline + "' is neither 'stack' nor a regular expression that"
                    + " begins with ^, of at most " + LONGEST + " characters");
        }
        try {
            Pattern.compile(multiline);
        } catch (PatternSyntaxException e) {
            throw new InvalidInput(
                    "logs.multiline '" + multiline + "' is no regular expression: " + e.getDescription());
        }
    }
}
