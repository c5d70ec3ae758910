package io.skerry.link.identity;

import io.skerry.model.error.InvalidInput;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** An agent's judgement of the hub: its chain must lead to a CA that the agent knows, and its certificate must name the hub. */
public final class HubTrust implements X509TrustManager {

    private static final String SERVER = "1.3.6.1.5.5.7.3.1";

    private final Function<List<X509Certificate>, List<X509Certificate>> authorities;
    private final @Nullable String installation;

    private HubTrust(
            Function<List<X509Certificate>, List<X509Certificate>> authorities, @Nullable String installation) {
        this.authorities = authorities;
        this.installation = installation;
    }

    /** Believes the hub of the agent's own installation, under the CAs it was given. */
    public static HubTrust of(Credentials own) {
        return new HubTrust(chain -> own.authorities(), own.name().installation());
    }

    /** Believes any hub whose chain holds the CA with that hash: the first contact, by an enrolment token. */
    public static HubTrust pinned(String caHash) {
        return new HubTrust(
                chain -> chain.stream()
                        .filter(c -> Certificates.hash(c).equals(caHash))
                        .toList(),
                null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String authType) throws CertificateException {
        var chain = List.of(presented);
        var anchors = authorities.apply(chain);
        if (anchors.isEmpty()) {
            throw new CertificateException("the hub's certificate does not come from the CA that the token names");
        }
        var leaf = chain.getFirst();
        try {
            var path = chain.stream().filter(c -> !anchors.contains(c)).toList();
            var parameters = new PKIXParameters(
                    anchors.stream().map(c -> new TrustAnchor(c, null)).collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the hub's certificate is not good: " + e.getMessage(), e);
        }
        requireHub(leaf);
    }

    private void requireHub(X509Certificate leaf) throws CertificateException {
        var purposes = leaf.getExtendedKeyUsage();
        try {
            var name = SpiffeId.of(leaf);
            if (name.isHub()
                    && purposes != null
                    && purposes.contains(SERVER)
                    && (installation == null || installation.equals(name.installation()))) {
                return;
            }
        } catch (InvalidInput e) {
            throw new CertificateException(e.getMessage(), e);
        }
        throw new CertificateException("the certificate is not that of this installation's hub");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String authType) throws CertificateException {
        throw new CertificateException("an agent takes no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
