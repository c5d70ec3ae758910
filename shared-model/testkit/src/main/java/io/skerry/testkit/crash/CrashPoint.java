package io.skerry.testkit.crash;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A point of the code where a process ends.
 *
 * @param type the class, by its binary name
 * @param method every method of that name
 * @param pass at which pass it ends, from 1
 */
public record CrashPoint(String type, String method, Moment moment, int pass) {

    private static final Pattern TEXT = Pattern.compile("([\\w.$]+)#(\\w+):(enter|exit):([1-9]\\d{0,8})");

    /** Before the method's first instruction, or after its last when it returns. */
    public enum Moment {
        ENTER,
        EXIT
    }

    /** The first time the method is entered. */
    public static CrashPoint entering(Class<?> type, String method) {
        return new CrashPoint(type.getName(), method, Moment.ENTER, 1);
    }

    /** The first time the method returns. */
    public static CrashPoint leaving(Class<?> type, String method) {
        return new CrashPoint(type.getName(), method, Moment.EXIT, 1);
    }

    /** The same at a later pass. */
    public CrashPoint pass(int number) {
        return new CrashPoint(type, method, moment, number);
    }

    /** As it stands in the agent's arguments. */
    public String text() {
        return type + "#" + method + ":" + moment.name().toLowerCase(Locale.ROOT) + ":" + pass;
    }

    /**
     * The point of that text.
     *
     * @throws IllegalArgumentException if it is none
     */
    static CrashPoint of(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no crash point; expected class#method:enter:1");
        }
        return new CrashPoint(
                parts.group(1),
                parts.group(2),
                Moment.valueOf(parts.group(3).toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts.group(4)));
    }
}
