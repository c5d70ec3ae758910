package io.skerry.build.pack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The authorities that a build trusts, in the form that a JVM reads. */
final class TrustStore {

    /** It keeps nothing secret; a JVM reads no store without one. */
    private static final String PASSWORD = "changeit";

    private TrustStore() {}

    /**
     * The options by which a JVM trusts these, none if there are none.
     *
     * @param certificates a file of them, as PEM
     */
    static List<String> of(@Nullable String certificates, Path home) throws IOException {
        if (certificates == null || !Files.isReadable(Path.of(certificates))) {
            return List.of();
        }
        var file = home.resolve("authorities.p12");
        try (var in = new BufferedInputStream(Files.newInputStream(Path.of(certificates)));
                var out = Files.newOutputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + ++number, certificate);
            }
            store.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("the authorities that builds trust cannot be read: " + e.getMessage(), e);
        }
        return List.of(
                "-Djavax.net.ssl.trustStore=" + file,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12");
    }
}
