package io.skerry.build;

import io.skerry.model.build.ToolConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How this machine's tools reach registries, as a hub that was installed here would say. */
final class MachineTools {

    private MachineTools() {}

    static ToolConfiguration configuration() throws IOException {
        var home = Path.of(System.getenv().getOrDefault("HOME", "/"));
        var pip = System.getenv().getOrDefault("PIP_CONFIG_FILE", "/etc/pip.conf");
        var files = new LinkedHashMap<String, String>();
        for (var place : Map.of(
                        ".npmrc",
                        home.resolve(".npmrc"),
                        ".config/pip/pip.conf",
                        Path.of(pip),
                        ".m2/settings.xml",
                        home.resolve(".m2/settings.xml"))
                .entrySet()) {
            if (Files.isReadable(place.getValue())) {
                files.put(place.getKey(), Files.readString(place.getValue()));
            }
        }
        var environment = new TreeMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(
                        name -> !name.toLowerCase(Locale.ROOT)
                                .matches(
                                        "https?_proxy|no_proxy|npm_config_registry|pip_(extra_)?index_url|pip_find_links|pip_default_timeout|go(proxy|sumdb|nosumdb|private|noproxy)"));
        return new ToolConfiguration(files, environment, null);
    }
}
