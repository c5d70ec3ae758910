package io.skerry.model.build;

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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that a machine trusts, where its distribution keeps them. */
public final class MachineAuthorities {

    private static final List<Path> PLACES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"));

    /** Where whoever runs the machine adds their own. */
    private static final List<Path> ADDED =
            List.of(Path.of("/usr/local/share/ca-certificates"), Path.of("/etc/pki/ca-trust/source/anchors"));

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private MachineAuthorities() {}

    /** The file of them all, as PEM; empty if this machine has none. */
    public static Optional<Path> file() {
        return PLACES.stream().filter(MachineAuthorities::isFilled).findFirst();
    }

    /** All of them as PEM: those of the file, or, on a machine without one, those that come with the JDK. */
    public static String pem() throws IOException {
        var file = file();
        return file.isPresent() ? Files.readString(file.get()) : ofTheJdk();
    }

    /** The files that were added on this machine to what its distribution brings. */
    public static List<Path> added() {
        return ADDED.stream().flatMap(MachineAuthorities::files).toList();
    }

    private static boolean isFilled(Path file) {
        try {
            return Files.isReadable(file) && Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isReadable).sorted().toList().stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    private static String ofTheJdk() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((@Nullable KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .map(MachineAuthorities::pem)
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
