package io.skerry.hub.keys;

import io.skerry.link.identity.Credentials;
import io.skerry.model.name.DataCenterName;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Signs the certificates that hub and agents know each other by. */
public interface CertificateAuthority {

    /** The installation that every certificate names. */
    String installation();

    /** The hub's own certificate and key, renewed in time: ask again for each use. */
    Credentials hub();

    /** A certificate for an agent's key, leaf first; for clients only, good for 24 hours. */
    List<X509Certificate> sign(DataCenterName dataCenter, String agentId, PublicKey key);

    /** Whether this authority signed the certificate, in force or not. */
    boolean issued(X509Certificate certificate);

    /** The certificates that agents must trust. */
    List<X509Certificate> authorities();

    /** sha-256 of the authority's certificate in hex, for enrolment tokens. */
    String hash();
}
