package io.skerry.hub.setting;

import io.skerry.hub.api.HubException;
import io.skerry.model.setting.SettingSpec;
import io.skerry.model.setting.SettingValue;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which files and variables a setting may name. */
final class SettingNames {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    /** The builder says these to every build. */
    private static final Set<String> RESERVED = Set.of("HOME", "PATH", "TMPDIR", "LANG", "CI", "TERM");

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
    }

    private static Set<String> names(@Nullable Map<String, SettingValue> values) {
        return values == null ? Set.of() : values.keySet();
    }

    static String pointer(String field, String name) {
        return "/" + field + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
