package io.skerry.link.session.rsocket;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.skerry.link.identity.Credentials;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS contexts: version 1.3 only, BoringSSL, no resumption, so that each connection checks identities again. Names are checked by the
 * trust managers, never by host.
 */
final class Tls {

    private static final String VERSION = "TLSv1.3";

    private Tls() {}

    /** The hub's context, made again whenever its credentials were replaced. A client's certificate is asked for, not required. */
    static Supplier<SslContext> server(Supplier<Credentials> credentials) {
        return new Supplier<>() {
            private @Nullable Credentials of;
            private @Nullable SslContext context;

            @Override
            public synchronized SslContext get() {
                var now = credentials.get();
                if (context == null || !now.equals(of)) {
                    context = build(SslContextBuilder.forServer(new OwnKey(now))
                            .trustManager(now.authorities())
                            .clientAuth(ClientAuth.OPTIONAL));
                    of = now;
                }
                return context;
            }
        };
    }

    /** An agent's context; {@code own} is absent before enrolment, and to recover. */
    static SslContext client(@Nullable Credentials own, X509TrustManager trust) {
        var builder = SslContextBuilder.forClient().trustManager(trust).endpointIdentificationAlgorithm(null);
        return build(own == null ? builder : builder.keyManager(new OwnKey(own)));
    }

    private static SslContext build(SslContextBuilder builder) {
        try {
            var context =
                    builder.sslProvider(SslProvider.OPENSSL).protocols(VERSION).build();
            ((OpenSslContext) context).sessionContext().setSessionCacheEnabled(false);
            return context;
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }
}
