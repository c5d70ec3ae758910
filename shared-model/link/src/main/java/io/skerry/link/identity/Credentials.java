package io.skerry.link.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What one side shows of itself and whom it believes.
 *
 * @param chain leaf first
 * @param authorities CA certificates that the other side must come from
 */
public record Credentials(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {

    public Credentials {
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
    }

    /** The certificate itself. */
    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /** Whose certificate it is. */
    public SpiffeId name() {
        return SpiffeId.of(leaf());
    }

    /** When it runs out. */
    public Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /** When it should be replaced: at two thirds of its life, moved by up to a tenth so that a fleet does not renew at once. */
    public Instant renewAt(double random) {
        var from = leaf().getNotBefore().toInstant();
        var life = notAfter().toEpochMilli() - from.toEpochMilli();
        return from.plusMillis((long) (life * 2 / 3.0 * (0.9 + 0.2 * random)));
    }

    @Override
    public String toString() {
        return "Credentials[" + name().uri() + " until " + notAfter() + "]";
    }
}
