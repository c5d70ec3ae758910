package io.skerry.build.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reaches git servers through the proxies, and trusting the certificate authorities, that the platform's settings name for every tool. */
public final class GitConnections implements HttpConnectionFactory {

    private static final String[] AUTHORITIES = {"git_ssl_cainfo", "ssl_cert_file", "curl_ca_bundle"};

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

    private static final Logger LOG = LoggerFactory.getLogger(GitConnections.class);

    private final JDKHttpConnectionFactory connections = new JDKHttpConnectionFactory();
    private final Map<String, String> env = new TreeMap<>();

    private TrustManager @Nullable [] trust;

    /**
     * Connections by these settings.
     *
     * @param environment of the platform's tool configuration: {@code HTTPS_PROXY}, {@code NO_PROXY}, {@code GIT_SSL_CAINFO}, …
     */
    public GitConnections(Map<String, String> environment) {
        environment.forEach((name, value) -> env.put(name.toLowerCase(Locale.ROOT), value));
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy unused) throws IOException {
        var connection = connections.create(url, proxy(url));
        if (url.getProtocol().equals("https")) {
            try {
                connection.configure(null, trust(), null);
            } catch (GeneralSecurityException e) {
                throw new IOException("the certificate authorities of the settings cannot be used", e);
            }
        }
        return connection;
    }

    Proxy proxy(URL url) {
        var setting = env.getOrDefault(url.getProtocol() + "_proxy", env.getOrDefault("all_proxy", ""));
        if (setting.isBlank() || direct(url.getHost())) {
            return Proxy.NO_PROXY;
        }
        var address = URI.create(setting.contains("://") ? setting : "http://" + setting);
        var port = address.getPort() < 0 ? 80 : address.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port));
    }

    private boolean direct(String host) {
        return Stream.of(env.getOrDefault("no_proxy", "").split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.startsWith(".") ? entry.substring(1) : entry)
                .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
    }

    /** What the JDK trusts and what the settings name. */
    private synchronized TrustManager[] trust() throws GeneralSecurityException, IOException {
        if (trust == null) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var count = 0;
            for (var manager : managers(null)) {
                for (var issuer : ((X509TrustManager) manager).getAcceptedIssuers()) {
                    store.setCertificateEntry("own-" + count++, issuer);
                }
            }
            for (var certificate : ofTheSettings()) {
                store.setCertificateEntry("set-" + count++, certificate);
            }
            trust = managers(store);
        }
        return Arrays.copyOf(trust, trust.length);
    }

    /** One that cannot be read is left out: a machine's file holds many, and each of the others is still good. */
    private List<Certificate> ofTheSettings() throws GeneralSecurityException, IOException {
        var factory = CertificateFactory.getInstance("X.509");
        var found = new ArrayList<Certificate>();
        var files = Arrays.stream(AUTHORITIES)
                .map(name -> env.getOrDefault(name, ""))
                .filter(file -> !file.isBlank() && Files.isReadable(Path.of(file)))
                .distinct()
                .toList();
        for (var file : files) {
            var blocks = CERTIFICATE.matcher(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
            while (blocks.find()) {
                try {
                    found.add(factory.generateCertificate(
                            new ByteArrayInputStream(blocks.group().getBytes(StandardCharsets.US_ASCII))));
                } catch (CertificateException e) {
                    LOG.atDebug().setCause(e).log("a certificate cannot be read and is not trusted");
                }
            }
        }
        return found;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
