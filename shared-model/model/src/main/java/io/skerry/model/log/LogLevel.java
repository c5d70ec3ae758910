package io.skerry.model.log;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How grave a line is, mildest first. */
public enum LogLevel {
    @JsonEnumDefaultValue
    @JsonProperty("trace")
    TRACE,
    @JsonProperty("debug")
    DEBUG,
    @JsonProperty("info")
    INFO,
    @JsonProperty("warn")
    WARN,
    @JsonProperty("error")
    ERROR,
    @JsonProperty("fatal")
    FATAL;

    private static final Map<String, LogLevel> WORDS = Map.ofEntries(
            Map.entry("trace", TRACE),
            Map.entry("debug", DEBUG),
            Map.entry("info", INFO),
            Map.entry("information", INFO),
            Map.entry("notice", INFO),
            Map.entry("warn", WARN),
            Map.entry("warning", WARN),
            Map.entry("error", ERROR),
            Map.entry("err", ERROR),
            Map.entry("severe", ERROR),
            Map.entry("fatal", FATAL),
            Map.entry("critical", FATAL),
            Map.entry("crit", FATAL),
            Map.entry("panic", FATAL),
            Map.entry("emerg", FATAL));

    /** Every word, in lower case, that means this level or a graver one. */
    public List<String> wordsFromHere() {
        return WORDS.entrySet().stream()
                .filter(word -> word.getValue().compareTo(this) >= 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The level that loggers mean by that word, in whatever case. */
    public static Optional<LogLevel> of(String word) {
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }
}
