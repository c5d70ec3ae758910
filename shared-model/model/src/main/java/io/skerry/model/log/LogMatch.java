package io.skerry.model.log;

import io.skerry.model.error.InvalidInput;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a line must be like; all of it must hold.
 *
 * @param text must occur in it, as it is written
 * @param regex must be found in it
 * @param fields of a JSON line: name, or path such as {@code http.status}, to the value's text
 * @param level it must be as grave as that
 */
public record LogMatch(
        @Nullable String text,
        @Nullable String regex,
        @Nullable Map<String, String> fields,
        @Nullable LogLevel level) {

    private static final int LONGEST = 1000;

    public LogMatch {
        fields = fields == null ? null : Map.copyOf(fields);
        refuseLong("grep", text);
        refuseLong("regex", regex);
        if (regex != null) {
            refuseBroken(regex);
        }
    }

    private static void refuseLong(String field, @Nullable String value) {
        if (value != null && value.length() > LONGEST) {
            throw new InvalidInput("'" + field + "' has " + value.length() + " characters: at most " + LONGEST);
        }
    }

    private static void refuseBroken(String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new InvalidInput(
                    "'regex' is no regular expression: " + e.getDescription() + " at character " + (e.getIndex() + 1));
        }
    }
}
