package io.skerry.hub.event;

import io.skerry.model.event.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that has just become known.
 *
 * @param text one sentence, or two; without what the subject says already
 * @param age how long ago it was seen
 * @param first whether nothing was known of the subject before: not told again if it was the last that was told
 */
public record NewEvent(
        EventType type,
        Subject subject,
        String text,
        Map<String, Long> figures,
        Duration age,
        @Nullable String operation,
        @Nullable Long release,
        boolean first) {

    private static final int LONGEST = 500;
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}+");

    public NewEvent {
        figures = Map.copyOf(figures);
        text = printable(text);
    }

    /** One that is seen now. */
    public static NewEvent now(EventType type, Subject subject, String text) {
        return new NewEvent(type, subject, text, Map.of(), Duration.ZERO, null, null, false);
    }

    /** The same, seen so long ago. */
    public NewEvent ago(Duration since) {
        return new NewEvent(type, subject, text, figures, since, operation, release, first);
    }

    /** The same with figures. */
    public NewEvent with(Map<String, Long> counted) {
        return new NewEvent(type, subject, text, counted, age, operation, release, first);
    }

    /** The same, done by that operation. */
    public NewEvent by(String done) {
        return new NewEvent(type, subject, text, figures, age, done, release, first);
    }

    /** The same, about that release. */
    public NewEvent of(@Nullable Long about) {
        return new NewEvent(type, subject, text, figures, age, operation, about, first);
    }

    /** The same as the first that is known of its subject. */
    public NewEvent firstWord() {
        return new NewEvent(type, subject, text, figures, age, operation, release, true);
    }

    /** What programs of tenants wrote may hold anything; the database takes no NUL, and a list no line breaks. */
    private static String printable(String text) {
        var whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var line = UNPRINTABLE.matcher(whole).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
