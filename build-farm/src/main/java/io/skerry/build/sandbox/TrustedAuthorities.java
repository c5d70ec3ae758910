package io.skerry.build.sandbox;

import io.skerry.model.build.MachineAuthorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
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

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

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
        var machine = MachineAuthorities.file();
        var known = machine.isPresent() ? Files.readString(machine.get()) : ofTheJdk();
        return Optional.of(Files.writeString(home.resolve(FILE), known + "\n" + certificates + "\n"));
    }

    /** A tool that is pointed at a file trusts nobody else: without these it would reach no public registry. */
    private static String ofTheJdk() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((@Nullable KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .map(TrustedAuthorities::pem)
                    .collect(Collectors.joining("\n"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's own authorities cannot be read", e);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + PEM.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of the JDK cannot be written", e);
        }
    }
}
