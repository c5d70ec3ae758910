package io.skerry.logs.search;

import io.skerry.model.error.InvalidInput;

/** A text that a regular expression may look at so many times only: some would go on for years. */
record PatientText(String text, long[] looks) implements CharSequence {

    private static final long LOOKS_PER_CHARACTER = 1_000;
    private static final long LEAST = 1_000_000;

    static PatientText of(String text) {
        return new PatientText(text, new long[] {Math.max(LEAST, text.length() * LOOKS_PER_CHARACTER)});
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
