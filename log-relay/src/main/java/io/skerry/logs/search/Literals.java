package io.skerry.logs.search;

import java.util.ArrayList;
import java.util.List;

/** The words that every text found by a regular expression must hold; none where that isn't plain to see. */
final class Literals {

    private static final int WORTH = 3;
    private static final String OPTIONAL = "?*{";
    private static final String BEYOND_US = "|([\\";
    private static final String ENDS_A_WORD = ".^$+)";

    private Literals() {}

    static List<String> of(String regex) {
        var found = new ArrayList<String>();
        if (regex.chars().anyMatch(c -> BEYOND_US.indexOf(c) >= 0)) {
            return ofBeginning(regex);
        }
        var word = new StringBuilder();
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (OPTIONAL.indexOf(c) >= 0) {
                word.setLength(Math.max(0, word.length() - 1));
                if (c == '{') {
                    return keep(found, word);
                }
            }
            if (OPTIONAL.indexOf(c) >= 0 || ENDS_A_WORD.indexOf(c) >= 0) {
                keep(found, word);
            } else {
                word.append(c);
            }
        }
        return keep(found, word);
    }

    /** Those of what stands before the first thing that we don't read. */
    private static List<String> ofBeginning(String regex) {
        if (regex.indexOf('|') >= 0) {
            return List.of();
        }
        int end = 0;
        while (BEYOND_US.indexOf(regex.charAt(end)) < 0) {
            end++;
        }
        return of(regex.substring(0, end));
    }

    private static List<String> keep(List<String> found, StringBuilder word) {
        if (word.length() >= WORTH) {
            found.add(word.toString());
        }
        word.setLength(0);
        return found;
    }
}
