package io.skerry.model.application;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import java.nio.file.FileSystems;
import java.util.List;
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
 * @param files that an instance writes itself, as patterns within the application's folder: {@code logs/*.log}
 */
public record LogSpec(
        @Nullable ByteSize rate,
        @Nullable String multiline,
        @Nullable List<String> files) {

    /** Indented lines and what a Java trace goes on with belong to the line before. */
    public static final String STACK = "stack";

    private static final long LEAST_RATE = 1 << 10;
    private static final int LONGEST = 200;
    private static final int MOST_FILES = 10;
    /** A name is tried with each in every place. */
    private static final int MOST_STARS = 2;

    public LogSpec {
        files = files == null ? null : List.copyOf(files);
        if (files != null && files.size() > MOST_FILES) {
            throw new InvalidInput("logs.files has " + files.size() + " patterns: at most " + MOST_FILES);
        }
        if (files != null) {
            files.forEach(LogSpec::refuseLeadingOut);
        }
        if (rate != null && rate.bytes() < LEAST_RATE) {
            throw new InvalidInput("logs.rate '" + rate.text() + "' is too little: at least 1Ki a second");
        }
        if (multiline != null && !multiline.equals(STACK)) {
            refuseOther(multiline);
        }
    }

    private static void refuseLeadingOut(String pattern) {
        var steps = List.of(pattern.split("/", -1));
        if (pattern.length() > LONGEST
                || pattern.indexOf('\\') >= 0
                || pattern.contains("**")
                || steps.stream().anyMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."))) {
            throw new InvalidInput(
                    "logs.files '" + pattern + "' is no pattern within the application's folder: write a path"
                            + " without .. and **, such as logs/*.log");
        }
        if (steps.stream().anyMatch(step -> step.chars().filter(c -> c == '*').count() > MOST_STARS)) {
            throw new InvalidInput(
                    "logs.files '" + pattern + "' has too many *: at most " + MOST_STARS + " between two slashes");
        }
        try {
            steps.forEach(step -> FileSystems.getDefault().getPathMatcher("glob:" + step));
        } catch (PatternSyntaxException e) {
            throw new InvalidInput("logs.files '" + pattern + "' is no pattern: " + e.getDescription());
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
