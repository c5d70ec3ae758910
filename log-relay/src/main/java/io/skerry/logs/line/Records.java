package io.skerry.logs.line;

import io.skerry.model.application.LogSpec;
import io.skerry.model.error.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which lines belong together: a stack trace with the line it follows. */
public final class Records {

    /** Every line stands alone. */
    public static final Records LINES = new Records("", null);

    private static final byte[][] GO_ON = {bytes("Caused by: "), bytes("Suppressed: "), bytes("... ")};
    private static final int LOOKED_AT = 256;
    private static final long LOOKS = 20_000;

    private final String rule;
    private final @Nullable Pattern begins;
    /** Its expression takes too long for every line to be asked: each stands alone then. */
    private volatile boolean tooSlow;

    private Records(String rule, @Nullable Pattern begins) {
        this.rule = rule;
        this.begins = begins;
    }

    /** As {@link LogSpec#multiline} says it; every line alone for an empty text. */
    public static Records of(String rule) {
        return rule.isEmpty() ? LINES : new Records(rule, rule.equals(LogSpec.STACK) ? null : Pattern.compile(rule));
    }

    /** Whether every line stands alone. */
    public boolean single() {
        return rule.isEmpty();
    }

    /** Whether the line goes on with what the one before began. */
    boolean continues(byte[] text, int from, int to) {
        if (single()) {
            return false;
        }
        if (begins != null) {
            return !tooSlow && !beginsWith(begins, text, from, to);
        }
        if (from == to) {
            return false;
        }
        if (text[from] == ' ' || text[from] == '\t') {
            return true;
        }
        for (var word : GO_ON) {
            if (startsWith(text, from, to, word)) {
                return true;
            }
        }
        return false;
    }

    private boolean beginsWith(Pattern expression, byte[] text, int from, int to) {
        var head = new String(text, from, Math.min(to - from, LOOKED_AT), StandardCharsets.UTF_8);
        try {
            return expression.matcher(PatientText.of(head, LOOKS)).find();
        } catch (InvalidInput | StackOverflowError e) {
            tooSlow = true;
            return true;
        }
    }

    /** Where the last record begins among whole lines; {@code from} if there is but one. */
    public int lastStart(byte[] text, int from, int to) {
        int end = to;
        while (end > from) {
            int start = end - 1;
            while (start > from && text[start - 1] != '\n') {
                start--;
            }
            if (!continues(text, start, text[end - 1] == '\n' ? end - 1 : end)) {
                return start;
            }
            end = start;
        }
        return from;
    }

    private static boolean startsWith(byte[] text, int from, int to, byte[] word) {
        if (to - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Records that && rule.equals(that.rule);
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }
}
