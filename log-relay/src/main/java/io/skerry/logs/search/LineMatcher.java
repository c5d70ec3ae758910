package io.skerry.logs.search;

import io.skerry.logs.line.PatientText;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.log.LogLevel;
import io.skerry.model.log.LogMatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a search wants, made ready: first a glance at a whole batch, then a look at each of its lines. */
public final class LineMatcher {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private final LogMatch match;
    private final Map<String, String> fields;
    private final @Nullable Pattern regex;
    private final List<String> literals;
    private final List<byte[]> needles;
    private final List<String> words;
    private final AnyOf anyOf;

    private LineMatcher(LogMatch match) {
        this.match = match;
        this.fields = match.fields() == null ? Map.of() : match.fields();
        this.regex = match.regex() == null ? null : Pattern.compile(match.regex());
        this.literals = literalsOf(match, fields);
        this.needles = literals.stream()
                .map(literal -> literal.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.words = match.level() == null ? List.of() : wordsOf(match.level());
        this.anyOf = new AnyOf(words);
    }

    /** For that match; empty if it takes everything. */
    public static Optional<LineMatcher> of(@Nullable LogMatch match) {
        return match == null || match.equals(new LogMatch(null, null, null, null))
                ? Optional.empty()
                : Optional.of(new LineMatcher(match));
    }

    /** Whether a text with these grams may hold a line that is wanted. */
    public boolean mayBeIn(byte[] grams) {
        return Grams.mayHold(grams, literals)
                && (words.isEmpty() || words.stream().anyMatch(word -> Grams.mayHold(grams, List.of(word))));
    }

    /** Whether a text holds all that a wanted line would. */
    public boolean needsLookInto(byte[] text) {
        return Grams.holds(text, needles) && (words.isEmpty() || anyOf.isIn(text));
    }

    /** Whether the line is wanted. */
    public boolean takes(String line) {
        return (match.text() == null || line.contains(match.text()))
                && (regex == null || finds(regex, line))
                && ((fields.isEmpty() && match.level() == null) || takesParsed(line));
    }

    private static boolean finds(Pattern regex, String line) {
        try {
            return regex.matcher(PatientText.of(line)).find();
        } catch (StackOverflowError e) {
            // An expression goes one deeper for every time that it repeats a choice.
            throw new InvalidInput("'regex' goes too deep on a line of " + line.length()
                    + " characters: instead of a repeated choice such as (a|b)*, repeat a class such as [ab]*");
        }
    }

    private boolean takesParsed(String line) {
        var json = JsonLine.of(line);
        for (var field : fields.entrySet()) {
            var value = json.flatMap(object -> object.field(field.getKey()));
            if (!value.equals(Optional.of(field.getValue()))) {
                return false;
            }
        }
        var least = match.level();
        var level = json.isPresent() ? json.get().level() : TextLevel.of(line);
        return least == null
                || level.filter(found -> found.compareTo(least) >= 0).isPresent();
    }

    /** Whatever says a level stands there in one of these forms. */
    private static List<String> wordsOf(LogLevel least) {
        var words = least.wordsFromHere().stream()
                .flatMap(word -> Stream.of(
                        word,
                        word.toUpperCase(Locale.ROOT),
                        Character.toUpperCase(word.charAt(0)) + word.substring(1)));
        var numbers = JsonLine.numbersFrom(least)
                .flatMap(number -> Stream.of("l\":", "l\": ", "l\":\"", "y\":", "y\": ", "y\":\"")
                        .map(end -> end + number));
        return Stream.concat(words, numbers).toList();
    }

    /** A field's value stands in its line as it is, unless it is one that JSON writes in another way. */
    private static List<String> literalsOf(LogMatch match, Map<String, String> fields) {
        var literals = new ArrayList<String>();
        if (match.text() != null) {
            literals.add(match.text());
        }
        if (match.regex() != null) {
            literals.addAll(Literals.of(match.regex()));
        }
        fields.values().stream().filter(PLAIN.asMatchPredicate()).forEach(literals::add);
        return literals;
    }
}
