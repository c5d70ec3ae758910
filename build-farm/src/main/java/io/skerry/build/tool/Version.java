package io.skerry.build.tool;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The version of a tool: {@code 20.11.1}. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?");
    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);

    /** The first version in a text such as {@code v20.11.1} or {@code Python 3.11.7}; missing numbers are 0. */
    public static Optional<Version> find(String text) {
        var match = SHAPE.matcher(text);
        return match.find()
                ? Optional.of(new Version(number(match.group(1)), number(match.group(2)), number(match.group(3))))
                : Optional.empty();
    }

    /** {@code 3.11}: what Python's compiled packages depend on. */
    public String majorMinor() {
        return major + "." + minor;
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
