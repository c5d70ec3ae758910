package io.skerry.link.identity;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URI in a certificate that says whose it is: {@code spiffe://<installation>/hub} or
 * {@code spiffe://<installation>/dc/<data center>/agent/<id>}. Nothing is allowed by any other part of a certificate.
 *
 * @param dataCenter absent for the hub
 * @param agent absent for the hub
 */
public record SpiffeId(
        String installation,
        @Nullable DataCenterName dataCenter,
        @Nullable String agent) {

    private static final int URI_NAME = 6;
    private static final Pattern HUB = Pattern.compile("spiffe://([a-z0-9-]{1,64})/hub");
    private static final Pattern AGENT =
            Pattern.compile("spiffe://([a-z0-9-]{1,64})/dc/([a-z0-9-]{1,63})/agent/([a-z0-9-]{1,64})");

    /** The hub of an installation. */
    public static SpiffeId hub(String installation) {
        return new SpiffeId(installation, null, null);
    }

    /** One agent of a data center. */
    public static SpiffeId agent(String installation, DataCenterName dataCenter, String agent) {
        return new SpiffeId(installation, dataCenter, agent);
    }

    /** The URI. */
    public String uri() {
        return "spiffe://" + installation + (dataCenter == null ? "/hub" : "/dc/" + dataCenter + "/agent/" + agent);
    }

    /** Whether this is the hub. */
    public boolean isHub() {
        return dataCenter == null;
    }

    /**
     * Whose certificate it is.
     *
     * @throws InvalidInput if it names nobody of ours, or several
     */
    public static SpiffeId of(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            var uris = names == null
                    ? List.<String>of()
                    : names.stream()
                            .filter(n -> n.getFirst().equals(URI_NAME))
                            .map(n -> String.valueOf(n.get(1)))
                            .toList();
            if (uris.size() == 1) {
                return parse(uris.getFirst());
            }
        } catch (CertificateParsingException e) {
            throw new InvalidInput("a certificate's names cannot be read: " + e.getMessage());
        }
        throw new InvalidInput("a certificate names no hub and no agent");
    }

    private static SpiffeId parse(String uri) {
        var hub = HUB.matcher(uri);
        if (hub.matches()) {
            return hub(hub.group(1));
        }
        var agent = AGENT.matcher(uri);
        if (agent.matches()) {
            return agent(agent.group(1), new DataCenterName(agent.group(2)), agent.group(3));
        }
        throw new InvalidInput("a certificate names no hub and no agent");
    }
}
