package io.skerry.hub.setting;

import io.skerry.model.build.MachineAuthorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The certificates that the installer's tools trust beyond those of the machine: the file's name means nothing elsewhere, what it holds does. */
final class OwnAuthorities {

    private static final Set<String> VARIABLES = Set.of(
            "NODE_EXTRA_CA_CERTS",
            "SSL_CERT_FILE",
            "REQUESTS_CA_BUNDLE",
            "CURL_CA_BUNDLE",
            "GIT_SSL_CAINFO",
            "PIP_CERT",
            "npm_config_cafile");

    /** {@code cafile} of npm, {@code cert} of pip, {@code sslCAInfo} of git. */
    private static final Pattern PLACE =
            Pattern.compile("(?mi)^[ \\t]*(?:cafile|cert|sslCAInfo)[ \\t]*=[ \\t]*(.+?)[ \\t]*$\\R?");

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", Pattern.DOTALL);

    private OwnAuthorities() {}

    /** Those of the files that the environment and the tools' own files name. */
    static Set<String> read(Map<String, String> environment, Collection<String> files) {
        var named = Stream.concat(
                environment.entrySet().stream()
                        .filter(entry -> VARIABLES.contains(entry.getKey()))
                        .map(Map.Entry::getValue),
                files.stream()
                        .flatMap(content -> PLACE.matcher(content).results().map(found -> found.group(1))));
        var own = named.distinct()
                .flatMap(name -> certificates(Path.of(name)).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        MachineAuthorities.file().ifPresent(file -> own.removeAll(certificates(file)));
        return own;
    }

    /** The same file of a tool, naming no files of this machine. */
    static String withoutPlaces(String content) {
        return PLACE.matcher(content).replaceAll("");
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
}
