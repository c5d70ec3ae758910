package io.skerry.hub.setting;

import io.skerry.model.build.Proxies;
import io.skerry.model.setting.SettingSpec;
import io.skerry.model.setting.SettingValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the person who installed Skerry uses to reach registries: the first filling of the platform's setting. */
final class InstallersOwn {

    private static final String NPM = ".npmrc";
    private static final String PIP = ".config/pip/pip.conf";
    private static final String GIT = ".gitconfig";
    private static final String MAVEN = ".m2/settings.xml";
    private static final String GO = ".config/go/env";
    private static final Set<String> MODULES =
            Set.of("GOPROXY", "GONOPROXY", "GOSUMDB", "GONOSUMDB", "GOPRIVATE", "GOINSECURE");
    private static final Pattern TOOL_SETTING = Pattern.compile("(pip|npm_config)_.+");
    /** These say where to install or keep things, which is the build's to say, or name files of this machine. */
    private static final Pattern PLACES = Pattern.compile(
            "(pip|npm_config)_(config_file|cache_dir|cache|target|prefix|root|user|userconfig|globalconfig|global|tmp|"
                    + "require_virtualenv|require|log|build|src|requirement|constraint|local_prefix|node_gyp|node_version|"
                    + "npm_version|user_agent|cert|cafile)");

    private static final Pattern OF_THIS_MACHINE = Pattern.compile("^(\\w+://)?([^@/]*@)?(localhost|127\\.|\\[::1])");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)\\??}");

    private InstallersOwn() {}

    /** Reads the settings files under the home folder and the variables of the environment that concern registries and proxies. */
    static SettingSpec read(Path home, Map<String, String> environment) {
        var files = new LinkedHashMap<String, String>();
        take(home.resolve(NPM), NPM, files);
        take(Path.of("/etc/pip.conf"), PIP, files);
        take(home.resolve(".pip/pip.conf"), PIP, files);
        take(home.resolve(PIP), PIP, files);
        if (environment.containsKey("PIP_CONFIG_FILE")) {
            take(Path.of(environment.get("PIP_CONFIG_FILE")), PIP, files);
        }
        take(home.resolve(GIT), GIT, files);
        take(home.resolve(MAVEN), MAVEN, files);
        var authorities = new OwnAuthorities(home);
        authorities.named(environment);
        files.replaceAll(authorities::named);

        var variables = new LinkedHashMap<>(goOwn(home));
        environment.forEach((name, value) -> {
            if (MODULES.contains(name) || concerns(name.toLowerCase(Locale.ROOT)) || isProxy(name, value)) {
                variables.put(name, value);
            }
        });
        referenced(files.getOrDefault(NPM, ""), environment, variables);
        return new SettingSpec(values(files), values(variables), certificates(authorities));
    }

    /** What {@code go env -w} wrote, as far as it concerns modules. */
    private static Map<String, String> goOwn(Path home) {
        var kept = new LinkedHashMap<String, String>();
        take(home.resolve(GO), GO, kept);
        var variables = new LinkedHashMap<String, String>();
        kept.values().stream().flatMap(String::lines).forEach(line -> {
            var parts = line.split("=", 2);
            if (parts.length == 2 && MODULES.contains(parts[0])) {
                variables.put(parts[0], parts[1]);
            }
        });
        return variables;
    }

    private static boolean concerns(String name) {
        return TOOL_SETTING.matcher(name).matches() && !PLACES.matcher(name).matches();
    }

    /** One of this machine alone helps no other; agents on this machine know it by their own environment. */
    private static boolean isProxy(String name, String value) {
        return Proxies.isOne(name) && !OF_THIS_MACHINE.matcher(value).find();
    }

    /** An .npmrc may name variables instead of holding a token. */
    private static void referenced(String npmrc, Map<String, String> environment, Map<String, String> variables) {
        var reference = REFERENCE.matcher(npmrc);
        while (reference.find()) {
            var value = environment.get(reference.group(1));
            if (value != null) {
                variables.put(reference.group(1), value);
            }
        }
    }

    private static void take(Path file, String name, Map<String, String> files) {
        try {
            if (Files.isRegularFile(file)) {
                files.put(name, Files.readString(file));
            }
        } catch (IOException e) {
            // a file that the installer may not read is not his setting
        }
    }

    private static Map<String, SettingValue> values(Map<String, String> contents) {
        var values = new LinkedHashMap<String, SettingValue>();
        contents.forEach((name, content) -> {
            if (!content.isBlank() && (SettingSpec.FILES.contains(name) || SettingNames.isVariable(name))) {
                values.put(name, SettingValue.of(content));
            }
        });
        return values;
    }

    private static @Nullable SettingValue certificates(OwnAuthorities authorities) {
        var own = authorities.own();
        return own.isEmpty() ? null : SettingValue.of(String.join("\n", own));
    }
}
