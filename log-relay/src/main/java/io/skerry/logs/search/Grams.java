package io.skerry.logs.search;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * The sequences of three bytes that occur in a text, as a small Bloom filter with one hash: a search passes over a text whose filter
 * lacks one of its own. It takes a 32nd of the text's room.
 */
public final class Grams {

    private static final int LEAST_TEXT = 1 << 10;
    private static final int TEXT_BYTES_PER_BYTE = 32;
    private static final int MOST_BYTES = 4 << 10;
    private static final int SPREAD = 0x9E3779B1;
    private static final byte[] NONE = {};

    private Grams() {}

    /** The filter of a text; empty, which rules nothing out, where reading the text is as cheap. */
    public static byte[] of(byte[] text, int from, int to) {
        int length = to - from;
        if (length < LEAST_TEXT) {
            return NONE;
        }
        var filter = new byte[Math.min(MOST_BYTES, Integer.highestOneBit(length / TEXT_BYTES_PER_BYTE))];
        int shift = shift(filter.length);
        int gram = ((text[from] & 0xFF) << 8) | (text[from + 1] & 0xFF);
        for (int i = from + 2; i < to; i++) {
            gram = ((gram << 8) | (text[i] & 0xFF)) & 0xFFFFFF;
            int bit = (gram * SPREAD) >>> shift;
            filter[bit >>> 3] |= (byte) (1 << (bit & 7));
        }
        return filter;
    }

    /** Whether the text behind the filter may hold all of these. */
    public static boolean mayHold(byte[] filter, Collection<String> literals) {
        return filter.length == 0 || literals.stream().allMatch(literal -> mayHold(filter, literal));
    }

    private static boolean mayHold(byte[] filter, String literal) {
        var bytes = literal.getBytes(StandardCharsets.UTF_8);
        int shift = shift(filter.length);
        for (int i = 2; i < bytes.length; i++) {
            int gram = ((bytes[i - 2] & 0xFF) << 16) | ((bytes[i - 1] & 0xFF) << 8) | (bytes[i] & 0xFF);
            int bit = (gram * SPREAD) >>> shift;
            if ((filter[bit >>> 3] & (1 << (bit & 7))) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text holds all of these. */
    public static boolean holds(byte[] text, List<byte[]> literals) {
        for (var literal : literals) {
            if (!holds(text, literal)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(byte[] text, byte[] literal) {
        int last = text.length - literal.length;
        for (int i = 0; i <= last; i++) {
            int at = 0;
            while (at < literal.length && text[i + at] == literal[at]) {
                at++;
            }
            if (at == literal.length) {
                return true;
            }
        }
        return false;
    }

    private static int shift(int bytes) {
        return Integer.SIZE - 3 - Integer.numberOfTrailingZeros(bytes);
    }
}
