package io.skerry.logs.search;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds out in one pass whether a text holds any of some words: their first two bytes are what is looked for. */
final class AnyOf {

    private final byte[][] words;
    private final boolean[] beginnings = new boolean[1 << 16];

    /** @param words of two bytes or more */
    AnyOf(List<String> words) {
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        for (var word : this.words) {
            beginnings[((word[0] & 0xFF) << 8) | (word[1] & 0xFF)] = true;
        }
    }

    boolean isIn(byte[] text) {
        int pair = 0;
        for (int i = 0; i < text.length; i++) {
            pair = ((pair << 8) | (text[i] & 0xFF)) & 0xFFFF;
            if (beginnings[pair] && i > 0 && anyAt(text, i - 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyAt(byte[] text, int from) {
        for (var word : words) {
            int at = 0;
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
