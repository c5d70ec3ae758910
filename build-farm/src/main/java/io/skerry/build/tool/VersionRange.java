package io.skerry.build.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a source asks of a tool's version. Reads what npm and Python write: {@code ^18}, {@code >=18 <21}, {@code 18 || 20}, {@code 20.x},
 * {@code 1.2 - 1.4}, {@code lts/iron}, {@code ~=3.10}, {@code >=3.9,<4}, {@code ==3.11.*}, {@code python-3.11.7}. A version with fewer than
 * three numbers stands for all that start with it.
 */
public final class VersionRange {

    private static final Version ANY_LOW = new Version(0, 0, 0);
    private static final Version ANY_HIGH = new Version(Integer.MAX_VALUE, 0, 0);
    private static final Pattern BOUND = Pattern.compile(
            "\\s*(\\^|~=|~>|~|>=|<=|===|==|!=|=|>|<)?\\s*(?:python-|v)?([\\dxX*]+(?:\\.[\\dxX*]+){0,2})[-+.]?[0-9A-Za-z.+-]*\\s*,?");
    private static final Pattern HYPHEN = Pattern.compile("\\s*([\\w.]+)\\s+-\\s+([\\w.]+)\\s*");
    private static final Map<String, Integer> CODE_NAMES = Map.of(
            "dubnium",
            10,
            "erbium",
            12,
            "fermium",
            14,
            "gallium",
            16,
            "hydrogen",
            18,
            "iron",
            20,
            "jod",
            22,
            "krypton",
            24);

    private final List<List<Span>> alternatives;
    private final boolean evenMajorsOnly;

    private VersionRange(List<List<Span>> alternatives, boolean evenMajorsOnly) {
        this.alternatives = alternatives;
        this.evenMajorsOnly = evenMajorsOnly;
    }

    /** The range of a text, empty if it cannot be read. */
    public static Optional<VersionRange> parse(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("lts/")) {
            return longTermSupport(plain.substring(4));
        }
        if (List.of("", "*", "x", "node", "latest", "current", "stable").contains(plain)) {
            return Optional.of(new VersionRange(List.of(List.of(Span.ANY)), false));
        }
        var alternatives = new ArrayList<List<Span>>();
        for (var alternative : plain.split("\\|\\|", -1)) {
            var spans = spans(alternative);
            if (spans.isEmpty()) {
                return Optional.empty();
            }
            alternatives.add(spans);
        }
        return Optional.of(new VersionRange(List.copyOf(alternatives), false));
    }

    /** Whether the version is one that was asked for. */
    public boolean contains(Version version) {
        return (!evenMajorsOnly || version.major() % 2 == 0)
                && alternatives.stream().anyMatch(spans -> spans.stream().allMatch(span -> span.contains(version)));
    }

    /** The version to be near to when none fits. */
    Version anchor() {
        var last = alternatives.getLast().getFirst();
        return last.low.equals(ANY_LOW) ? last.high : last.low;
    }

    private static Optional<VersionRange> longTermSupport(String name) {
        if (name.equals("*")) {
            return Optional.of(new VersionRange(List.of(List.of(Span.ANY)), true));
        }
        return Optional.ofNullable(CODE_NAMES.get(name))
                .map(major -> new VersionRange(List.of(List.of(Span.startingWith(new int[] {major}))), false));
    }

    private static List<Span> spans(String text) {
        var hyphen = HYPHEN.matcher(text);
        var plain = hyphen.matches() ? ">=" + hyphen.group(1) + " <=" + hyphen.group(2) : text;
        var spans = new ArrayList<Span>();
        var match = BOUND.matcher(plain);
        var end = 0;
        while (end < plain.length()) {
            if (!match.find(end) || match.start() != end) {
                return List.of();
            }
            spans.add(span(match.group(1), numbers(match.group(2))));
            end = match.end();
        }
        return List.copyOf(spans);
    }

    private static Span span(@Nullable String operator, int[] numbers) {
        var all = Span.startingWith(numbers);
        return switch (operator == null ? "=" : operator) {
            case ">=" -> new Span(all.low, ANY_HIGH, false);
            case ">" -> new Span(all.high, ANY_HIGH, false);
            case "<" -> new Span(ANY_LOW, all.low, false);
            case "<=" -> new Span(ANY_LOW, all.high, false);
            case "!=" -> new Span(all.low, all.high, true);
            case "^" -> new Span(all.low, Span.after(caret(numbers)), false);
            case "~", "~>" -> new Span(all.low, Span.after(first(numbers, 2)), false);
            case "~=" -> new Span(all.low, Span.after(first(numbers, Math.max(1, numbers.length - 1))), false);
            default -> all;
        };
    }

    /** What a caret keeps: everything up to the first number that is not 0. */
    private static int[] caret(int[] numbers) {
        return numbers.length > 1 && numbers[0] == 0 ? first(numbers, 2) : first(numbers, 1);
    }

    private static int[] first(int[] numbers, int count) {
        return java.util.Arrays.copyOf(numbers, Math.min(count, numbers.length));
    }

    private static int[] numbers(String text) {
        var parts = text.split("\\.", -1);
        var numbers = new ArrayList<Integer>();
        for (var part : parts) {
            if (!part.chars().allMatch(Character::isDigit) || part.length() > 6) {
                break;
            }
            numbers.add(Integer.parseInt(part));
        }
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** From {@code low} to before {@code high}, or everything else. */
    private record Span(Version low, Version high, boolean outside) {

        static final Span ANY = new Span(ANY_LOW, ANY_HIGH, false);

        static Span startingWith(int[] numbers) {
            return numbers.length == 0 ? ANY : new Span(version(numbers), after(numbers), false);
        }

        /** The first version that no longer starts with these numbers. */
        static Version after(int[] numbers) {
            if (numbers.length == 0) {
                return ANY_HIGH;
            }
            var next = numbers.clone();
            next[next.length - 1]++;
            return version(next);
        }

        boolean contains(Version version) {
            var inside = version.compareTo(low) >= 0 && version.compareTo(high) < 0;
            return inside != outside;
        }

        private static Version version(int[] numbers) {
            return new Version(numbers[0], numbers.length > 1 ? numbers[1] : 0, numbers.length > 2 ? numbers[2] : 0);
        }
    }
}
