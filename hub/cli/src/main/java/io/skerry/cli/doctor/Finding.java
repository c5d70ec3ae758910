package io.skerry.cli.doctor;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param found what is so
 * @param fix what to do about it, {@code ""} if nothing is wrong
 */
public record Finding(String what, Verdict verdict, String found, String fix) {

    /** Whether Skerry can live with it. */
    public enum Verdict {
        SOUND,
        /** Something does not work, the rest does. */
        LIMITED,
        /** Skerry does not start. */
        BROKEN;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding sound(String what, String found) {
        return new Finding(what, Verdict.SOUND, found, "");
    }

    static Finding limited(String what, String found, String fix) {
        return new Finding(what, Verdict.LIMITED, found, fix);
    }

    static Finding broken(String what, String found, String fix) {
        return new Finding(what, Verdict.BROKEN, found, fix);
    }
}
