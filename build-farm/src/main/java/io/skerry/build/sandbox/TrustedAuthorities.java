package io.skerry.build.sandbox;

import io.skerry.model.build.MachineAuthorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom the tools of a build trust: the machine's authorities and those of the platform's setting, in one file that every tool is pointed at,
 * since most of them trust that file alone.
 */
final class TrustedAuthorities {

    private static final String FILE = "certificates.pem";

    /** Each tool has its own name for it. */
    private static final List<String> VARIABLES = List.of(
            "CURL_CA_BUNDLE",
            "GIT_SSL_CAINFO",
            "NODE_EXTRA_CA_CERTS",
            "PIP_CERT",
            "REQUESTS_CA_BUNDLE",
            "SSL_CERT_FILE");

    private TrustedAuthorities() {}

    /** The variables to set; none if there is nothing to add and the machine keeps no file. */
    static Map<String, String> variables(Path home, @Nullable String certificates) throws IOException {
        return file(home, certificates)
                .map(file -> VARIABLES.stream().collect(Collectors.toMap(Function.identity(), _ -> file.toString())))
                .orElse(Map.of());
    }

    private static Optional<Path> file(Path home, @Nullable String certificates) throws IOException {
        if (certificates == null) {
            return MachineAuthorities.file();
        }
        return Optional.of(
                Files.writeString(home.resolve(FILE), MachineAuthorities.pem() + "\n" + certificates + "\n"));
    }
}
