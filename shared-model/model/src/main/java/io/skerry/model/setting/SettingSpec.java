package io.skerry.model.setting;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the tools of builds reach registries: the setting {@value #BUILD_TOOLS}, given to every build.
 *
 * @param files path in the home folder of a build, one of {@link #FILES} → what the file holds
 * @param environment variable → value, such as {@code HTTPS_PROXY}
 * @param certificates authorities that are trusted besides those of the builder's machine, as PEM
 */
public record SettingSpec(
        @Nullable Map<String, SettingValue> files,
        @Nullable Map<String, SettingValue> environment,
        @Nullable SettingValue certificates) {

    /** The name of the setting. */
    public static final String BUILD_TOOLS = "build-tools";
    /** The files that tools read in their home folder. */
    public static final Set<String> FILES =
            Set.of(".npmrc", ".config/pip/pip.conf", ".gitconfig", ".m2/settings.xml", ".netrc");

    public SettingSpec {
        files = sorted(files);
        environment = sorted(environment);
    }

    private static @Nullable Map<String, SettingValue> sorted(@Nullable Map<String, SettingValue> values) {
        return values == null ? null : Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
