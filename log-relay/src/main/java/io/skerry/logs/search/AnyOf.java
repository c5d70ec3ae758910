package io.skerry.logs.search;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Finds out in one pass whether a text holds any of some words: their first two bytes are what is looked for. */
final class AnyOf {

    private static final byte NONE = 0;

    /** The words that begin with the same two bytes; nothing stands at {@link #NONE}. */
    private final byte[][][] alike;

    private final byte[] alikeOf = new byte[1 << 16];

    /** @param words of two bytes or more, with fewer than 128 beginnings */
    AnyOf(List<String> words) {
        var byBeginning = words.stream()
                .filter(word -> words.stream()
                        .noneMatch(shorter -> shorter.length() < word.length() && word.startsWith(shorter)))
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .collect(Collectors.groupingBy(word -> pair(word[0], word[1])));
        alike = new byte[byBeginning.size() + 1][][];
        byte next = NONE;
        for (var same : byBeginning.entrySet()) {
            alike[++next] = same.getValue().toArray(byte[][]::new);
            alikeOf[same.getKey()] = next;
        }
    }

    boolean isIn(byte[] text) {
        for (int i = 1; i < text.length; i++) {
            byte found = alikeOf[pair(text[i - 1], text[i])];
            if (found != NONE && anyAt(alike[found], text, i - 1)) {
                return true;
            }
        }
        return false;
    }

    private static int pair(byte first, byte second) {
        return ((first & 0xFF) << 8) | (second & 0xFF);
    }

    private static boolean anyAt(byte[][] words, byte[] text, int from) {
        for (var word : words) {
            int at = 2;
            while (at < word.length && from + at < text.length && text[from + at] == word[at]) {
                at++;
            }
            if (at == word.length) {
                return true;
            }
        }
        return false;
    }
}
