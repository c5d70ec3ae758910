package io.skerry.link.session;

import io.skerry.link.identity.Credentials;
import java.net.InetSocketAddress;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** An agent's dialling end. */
public interface LinkClient extends AutoCloseable {

    /**
     * Dials the hub and returns once both sides have shown who they are.
     *
     * @param own absent before enrolment and to recover: then the hub hears nothing else
     * @param trust judges the hub's certificate
     * @throws LinkClosed if nobody answers, or the other side is not believed
     */
    Session dial(
            InetSocketAddress hub,
            Channel channel,
            @Nullable Credentials own,
            X509TrustManager trust,
            Acceptor acceptor)
            throws InterruptedException;

    /** Cuts every session. */
    @Override
    void close();
}
