package io.skerry.model.build;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the tools of a build reach registries: the platform's setting {@value io.skerry.model.setting.SettingSpec#BUILD_TOOLS}, with its contents.
 *
 * @param files path within the build's home → content: {@code .npmrc}, {@code .config/pip/pip.conf}, {@code .gitconfig}, {@code .m2/settings.xml}
 * @param environment variables such as proxies
 * @param certificates authorities that are trusted besides the machine's, as PEM
 */
public record ToolConfiguration(
        Map<String, String> files,
        Map<String, String> environment,
        @Nullable String certificates) {

    public ToolConfiguration {
        files = Map.copyOf(files);
        environment = Map.copyOf(environment);
    }

    /** Nothing but what the tools know by themselves. */
    public static ToolConfiguration none() {
        return new ToolConfiguration(Map.of(), Map.of(), null);
    }

    /** Values may be secrets: only names are printed. */
    @Override
    public String toString() {
        return "ToolConfiguration" + files.keySet() + environment.keySet();
    }
}
