package io.skerry.model.build;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The variables by which every tool knows the proxies of the network it runs in. */
public final class Proxies {

    private static final Set<String> NAMES = Set.of("http_proxy", "https_proxy", "all_proxy", "no_proxy");

    private Proxies() {}

    /** Whether a variable is one of them; tools read both spellings. */
    public static boolean isOne(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Those of an environment that say something. */
    public static Map<String, String> of(Map<String, String> environment) {
        var proxies = new TreeMap<>(environment);
        proxies.entrySet()
                .removeIf(entry -> !isOne(entry.getKey()) || entry.getValue().isBlank());
        return proxies;
    }
}
