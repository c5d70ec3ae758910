package io.skerry.logs.search;

import io.skerry.model.log.LogLevel;
import java.util.Optional;
import java.util.regex.Pattern;

/** How grave a line of plain text says it is: a word in capitals or brackets near its beginning, or {@code level=…}. */
final class TextLevel {

    private static final int NEAR_THE_BEGINNING = 160;
    private static final Pattern WORD = Pattern.compile(
            "\\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|CRIT|PANIC|EMERG)\\b"
                    + "|\\b(?:level|severity|lvl)=[\"']?([A-Za-z]+)"
                    + "|[\\[<]([A-Za-z]+)[\\]>]");

    private TextLevel() {}

    static Optional<LogLevel> of(String text) {
        var words = WORD.matcher(text.substring(0, Math.min(text.length(), NEAR_THE_BEGINNING)));
        while (words.find()) {
            for (int group = 1; group <= words.groupCount(); group++) {
                var word = words.group(group);
                if (word != null && LogLevel.of(word).isPresent()) {
                    return LogLevel.of(word);
                }
            }
        }
        return Optional.empty();
    }
}
