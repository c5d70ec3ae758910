package io.skerry.hub.setting;

import io.skerry.model.build.MachineAuthorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The certificates that the installer's tools trust and other machines need not: those of files that tools were pointed at, and those that were
 * added to the machine's. A file's name means nothing elsewhere, what it holds does.
 */
final class OwnAuthorities {

    private static final Set<String> VARIABLES = Set.of(
            "node_extra_ca_certs",
            "ssl_cert_file",
            "requests_ca_bundle",
            "curl_ca_bundle",
            "git_ssl_cainfo",
            "pip_cert",
            "npm_config_cafile");

    /** By which line a tool's own file names one. */
    private static final Map<String, Pattern> LINES =
            Map.of(".npmrc", line("cafile"), ".config/pip/pip.conf", line("cert"), ".gitconfig", line("sslCAInfo"));

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", Pattern.DOTALL);

    private final Path home;
    private final Set<String> found = new LinkedHashSet<>();

    OwnAuthorities(Path home) {
        this.home = home;
    }

    /** Takes those of the files that the environment names. */
    void named(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (VARIABLES.contains(name.toLowerCase(Locale.ROOT))) {
                take(value);
            }
        });
    }

    /** Takes those of the file that a tool's own file names, and returns that without the line. */
    String named(String file, String content) {
        var line = LINES.get(file);
        if (line == null) {
            return content;
        }
        return line.matcher(content).replaceAll(named -> take(named.group(1)) ? "" : "$0");
    }

    /** Everything that was taken and that other machines do not have by themselves. */
    Set<String> own() {
        var own = new LinkedHashSet<>(found);
        MachineAuthorities.file().ifPresent(file -> own.removeAll(certificates(file)));
        MachineAuthorities.added().forEach(file -> own.addAll(certificates(file)));
        return own;
    }

    /** Whether there were any. */
    private boolean take(String name) {
        try {
            var path = name.replaceAll("^[\"']|[\"']$", "").replaceFirst("^(~|\\$\\{?HOME}?)(?=/)", home.toString());
            var there = certificates(Path.of(path));
            found.addAll(there);
            return !there.isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Set<String> certificates(Path file) {
        try {
            return CERTIFICATE
                    .matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group().replace("\r", ""))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (IOException e) {
            // a file that the installer may not read is not his setting
            return Set.of();
        }
    }

    private static Pattern line(String name) {
        return Pattern.compile("(?mi)^[ \\t]*" + name + "[ \\t]*=[ \\t]*(\\S.*?)[ \\t]*$\\R?");
    }
}
