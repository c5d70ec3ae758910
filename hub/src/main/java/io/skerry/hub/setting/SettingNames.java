package io.skerry.hub.setting;

import io.skerry.hub.api.HubException;
import io.skerry.model.setting.SettingSpec;
import io.skerry.model.setting.SettingValue;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which files and variables a setting may name, and what they may hold. */
final class SettingNames {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    /** The builder says these to every build. */
    private static final Set<String> RESERVED = Set.of("HOME", "PATH", "TMPDIR", "LANG", "CI", "TERM");

    /** The system gives a process no longer ones, and what it starts still needs room. */
    private static final int MOST_OF_A_VARIABLE = 32 << 10;

    private SettingNames() {}

    static void check(SettingSpec spec) {
        for (var name : names(spec.files())) {
            if (!SettingSpec.FILES.contains(name)) {
                throw HubException.invalid(
                        pointer("files", name),
                        "'" + name + "' is no file that builds read; these are "
                                + String.join(
                                        ", ",
                                        SettingSpec.FILES.stream().sorted().toList()) + ".");
            }
        }
        for (var name : names(spec.environment())) {
            if (!VARIABLE.matcher(name).matches()) {
                throw HubException.invalid(
                        pointer("environment", name), "'" + name + "' is no name of an environment variable.");
            }
            if (RESERVED.contains(name)) {
                throw HubException.invalid(
                        pointer("environment", name),
                        "'" + name + "' is set by the builder itself, for every build its own.");
            }
        }
        contents("files", spec.files(), Integer.MAX_VALUE);
        contents("environment", spec.environment(), MOST_OF_A_VARIABLE);
    }

    /** Whether a setting may hold a variable of that name. */
    static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches() && !RESERVED.contains(name);
    }

    private static void contents(String field, @Nullable Map<String, SettingValue> values, int most) {
        if (values == null) {
            return;
        }
        values.forEach((name, value) -> {
            var content = value.content();
            if (content != null && content.indexOf('\0') >= 0) {
                throw HubException.invalid(pointer(field, name) + "/content", "The content has a NUL character.");
            }
            if (content != null && content.length() > most) {
                throw HubException.invalid(
                        pointer(field, name) + "/content",
                        "A variable has at most " + most + " characters; this one has " + content.length() + ".");
            }
        });
    }

    private static Set<String> names(@Nullable Map<String, SettingValue> values) {
        return values == null ? Set.of() : values.keySet();
    }

    static String pointer(String field, String name) {
        return "/" + field + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
