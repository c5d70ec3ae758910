package io.skerry.link.identity;

import io.skerry.model.name.DataCenterName;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent, as its verified certificate names it. Messages never say who sent them.
 *
 * @param serial of the certificate, in hex
 * @param notAfter when the certificate, and with it the connection, ends
 */
public record PeerIdentity(
        String installation, DataCenterName dataCenter, String agentId, String serial, Instant notAfter) {

    /** The agent of that certificate; empty if it is not an agent's. */
    public static Optional<PeerIdentity> of(X509Certificate certificate) {
        var id = SpiffeId.of(certificate);
        if (id.dataCenter() == null || id.agent() == null) {
            return Optional.empty();
        }
        return Optional.of(new PeerIdentity(
                id.installation(),
                id.dataCenter(),
                id.agent(),
                Certificates.serial(certificate),
                certificate.getNotAfter().toInstant()));
    }
}
