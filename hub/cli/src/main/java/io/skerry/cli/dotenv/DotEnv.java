package io.skerry.cli.dotenv;

import io.skerry.cli.fault.CliFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The syntax of {@code .env} files: {@code NAME=value}, {@code export} before it or not, {@code #} comments at the beginning of a line or
 * after a space. Values in single quotes or backticks are taken as they are, in double quotes {@code \n \r \t \" \\ \$} mean what they
 * mean elsewhere; quoted ones may go over several lines. Nothing is expanded.
 */
public final class DotEnv {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern RESERVED = Pattern.compile("PORT(_.*)?|SKERRY_.*");
    private static final Pattern EXPORT = Pattern.compile("export[ \t]+");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
    private static final String FORM = "Write NAME=value, one variable per line.";

    private final String file;
    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private int at;
    private int line = 1;

    private DotEnv(String file, String text) {
        this.file = file;
        this.text = text.replace("\r\n", "\n");
    }

    /**
     * The variables of a file, in its order.
     *
     * @param file named in what is wrong
     */
    public static Map<String, String> read(String file, String text) {
        var reader = new DotEnv(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        while (reader.at < reader.text.length()) {
            reader.entry();
        }
        return reader.values;
    }

    /** A variable as a line, or several, that {@link #read} takes for the same. */
    public static String write(String name, String value) {
        if (PLAIN.matcher(value).matches()) {
            return name + "=" + value;
        }
        if (value.indexOf('\'') < 0 && value.indexOf('\r') < 0) {
            return name + "='" + value + "'";
        }
        return name + "=\""
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("$", "\\$")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + "\"";
    }

    private void entry() {
        blanks();
        if (peek() == '#' || peek() == '\n') {
            rest();
            return;
        }
        if (at == text.length()) {
            return;
        }
        var begun = line;
        var export = EXPORT.matcher(text).region(at, text.length());
        if (export.lookingAt()) {
            at = export.end();
        }
        var name = name(begun);
        blanks();
        var value = quoted(peek()) ? inQuotes(name) : plain();
        values.put(name, value);
        lines.put(name, begun);
    }

    private String name(int begun) {
        var end = text.indexOf('\n', at);
        var whole = text.substring(at, end < 0 ? text.length() : end);
        var equals = whole.indexOf('=');
        if (equals < 0) {
            throw wrong(begun, "has no '='", FORM);
        }
        var name = whole.substring(0, equals).strip();
        if (!NAME.matcher(name).matches()) {
            throw wrong(begun, "'" + name + "' is no name of a variable", "Names have letters, digits and '_'.");
        }
        if (RESERVED.matcher(name).matches()) {
            throw wrong(begun, name + " is the platform's own", "Leave it out: instances are given it.");
        }
        var before = lines.get(name);
        if (before != null) {
            throw wrong(begun, name + " is set a second time, after line " + before, "Leave one of them out.");
        }
        at += equals + 1;
        return name;
    }

    private String plain() {
        var end = text.indexOf('\n', at);
        var value = text.substring(at, end < 0 ? text.length() : end);
        rest();
        for (var i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '#' && (i == 0 || Character.isWhitespace(value.charAt(i - 1)))) {
                return value.substring(0, i).strip();
            }
        }
        return value.strip();
    }

    private String inQuotes(String name) {
        var quote = peek();
        var begun = line;
        var value = new StringBuilder();
        at++;
        while (peek() != quote || at == text.length()) {
            if (at == text.length()) {
                throw wrong(begun, "the " + quote + " before the value of " + name + " is never closed", "Close it.");
            }
            value.append(quote == '"' && peek() == '\\' ? escaped() : taken());
        }
        at++;
        blanks();
        if (at < text.length() && peek() != '\n' && peek() != '#') {
            throw wrong(line, "there is more behind the value of " + name, "Put quotes around the whole value.");
        }
        rest();
        return value.toString();
    }

    private String escaped() {
        at++;
        if (at == text.length()) {
            return "\\";
        }
        var next = taken();
        return switch (next) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$' -> String.valueOf(next);
            default -> "\\" + next;
        };
    }

    private char taken() {
        var next = text.charAt(at++);
        if (next == '\n') {
            line++;
        }
        return next;
    }

    private static boolean quoted(char first) {
        return first == '"' || first == '\'' || first == '`';
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void blanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** To the beginning of the next line. */
    private void rest() {
        var end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
        line++;
    }

    private CliFault wrong(int where, String what, String advice) {
        return CliFault.usage(file + " line " + where + ": " + what, advice);
    }
}
