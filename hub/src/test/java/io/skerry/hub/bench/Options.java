package io.skerry.hub.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What was said on the command line: {@code --name value}, over what holds otherwise. */
final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** Reads them; what is not among the defaults ends the program with all that is. */
    static Options read(String[] words, Map<String, String> defaults) {
        var values = new TreeMap<>(defaults);
        for (var i = 0; i < words.length; i += 2) {
            var name = words[i].startsWith("--") ? words[i].substring(2) : "";
            if (!defaults.containsKey(name) || i + 1 == words.length) {
                System.err.println("error: " + words[i]
                        + " is no option, or its value is missing\nThere are, as they are: " + new TreeMap<>(defaults));
                System.exit(2);
            }
            values.put(name, words[i + 1]);
        }
        return new Options(values);
    }

    String text(String name) {
        return values.get(name);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
