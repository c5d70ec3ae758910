package io.skerry.logs.line;

import io.skerry.model.error.InvalidInput;

/** A text that a regular expression may look at so many times only: some would go on for years. */
public record PatientText(String text, long[] looks) implements CharSequence {

    private static final long LOOKS_PER_CHARACTER = 1_000;
    private static final long LEAST = 1_000_000;

    /** A text that is searched because somebody asks. */
    public static PatientText of(String text) {
        return of(text, Math.max(LEAST, text.length() * LOOKS_PER_CHARACTER));
    }

    static PatientText of(String text, long looks) {
        return new PatientText(text, new long[] {looks});
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (looks[0]-- == 0) {
            throw new InvalidInput("'regex' takes far too long: nested repetitions such as (a+)+ need another form");
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
