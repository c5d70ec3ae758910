package io.skerry.hub.keys;

import io.skerry.link.identity.Certificates;
import io.skerry.link.identity.Credentials;
import io.skerry.link.identity.IdentityFiles;
import io.skerry.link.identity.Issuer;
import io.skerry.link.identity.Keys;
import io.skerry.link.identity.SpiffeId;
import io.skerry.model.name.DataCenterName;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A certificate authority whose key lies in a file of the hub's folder, made at the first start. */
final class BuiltInAuthority implements CertificateAuthority {

    private final Issuer issuer;
    private final Clock clock;
    private @Nullable Credentials hub;

    private BuiltInAuthority(Issuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Opens the authority of that folder, or makes a new one. */
    static BuiltInAuthority open(Path folder, Clock clock) throws IOException {
        var files = IdentityFiles.in(folder);
        var known = files.load();
        if (known.isPresent()) {
            return new BuiltInAuthority(
                    new Issuer(known.get().key(), known.get().leaf()), clock);
        }
        var keys = Keys.generate();
        var root = Issuer.root(keys, UUID.randomUUID().toString(), clock.instant());
        files.save(new Credentials(keys.getPrivate(), List.of(root), List.of(root)));
        return new BuiltInAuthority(new Issuer(keys.getPrivate(), root), clock);
    }

    @Override
    public String installation() {
        return issuer.installation();
    }

    @Override
    public synchronized Credentials hub() {
        var now = clock.instant();
        if (hub == null || !now.isBefore(hub.renewAt(0))) {
            var keys = Keys.generate();
            var leaf = issuer.issue(SpiffeId.hub(installation()), keys.getPublic(), now);
            hub = new Credentials(keys.getPrivate(), List.of(leaf, issuer.root()), authorities());
        }
        return hub;
    }

    @Override
    public List<X509Certificate> sign(DataCenterName dataCenter, String agentId, PublicKey key) {
        return List.of(issuer.issue(SpiffeId.agent(installation(), dataCenter, agentId), key, clock.instant()));
    }

    @Override
    public boolean issued(X509Certificate certificate) {
        return issuer.issued(certificate);
    }

    @Override
    public List<X509Certificate> authorities() {
        return List.of(issuer.root());
    }

    @Override
    public String hash() {
        return Certificates.hash(issuer.root());
    }
}
