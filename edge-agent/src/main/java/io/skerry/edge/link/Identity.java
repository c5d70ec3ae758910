package io.skerry.edge.link;

import io.skerry.link.identity.Certificates;
import io.skerry.link.identity.Credentials;
import io.skerry.link.identity.EnrolmentToken;
import io.skerry.link.identity.HubTrust;
import io.skerry.link.identity.IdentityFiles;
import io.skerry.link.identity.Keys;
import io.skerry.link.identity.SigningRequest;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkClient;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.Session;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Enrol;
import io.skerry.model.message.Enrolled;
import io.skerry.model.message.Message;
import io.skerry.model.message.Recover;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's key and certificate: got for a token, renewed in time, recovered when time ran out. The key never leaves the machine. */
final class Identity {

    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Handler NOTHING = new Handler() {};

    private final LinkSettings settings;
    private final IdentityFiles files;
    private final LinkClient client;
    private volatile @Nullable Credentials own;

    Identity(LinkSettings settings, LinkClient client) throws IOException {
        this.settings = settings;
        this.client = client;
        this.files = IdentityFiles.in(settings.folder().resolve("identity"));
        this.own = files.load().orElse(null);
        if (own != null && !settings.dataCenter().equals(own.name().dataCenter())) {
            throw new InvalidInput("SKERRY_DC is " + settings.dataCenter() + ", and the identity in "
                    + settings.folder().resolve("identity") + " is that of data center "
                    + own.name().dataCenter());
        }
    }

    Optional<Credentials> own() {
        return Optional.ofNullable(own);
    }

    /**
     * Enrols with the token of the file, if there is one.
     *
     * @return whether there was a token
     * @throws InvalidInput if it is none, or another data center's
     */
    boolean enrol(InetSocketAddress hub) throws IOException, InterruptedException {
        var file = settings.enrolTokenFile();
        if (file == null || !Files.exists(file)) {
            return false;
        }
        var token = EnrolmentToken.parse(Files.readString(file));
        if (!token.dataCenter().equals(settings.dataCenter())) {
            throw new InvalidInput("the enrolment token is for data center " + token.dataCenter() + ", this is "
                    + settings.dataCenter());
        }
        var keys = Keys.generate();
        var agentId = UUID.randomUUID().toString();
        try (var session = client.dial(hub, Channel.CONTROL, null, HubTrust.pinned(token.caHash()), s -> NOTHING)) {
            accept(
                    keys,
                    session.request(
                            new Enrol(
                                    token.text(),
                                    agentId,
                                    SigningRequest.of(keys).pem()),
                            ANSWER));
        }
        Files.deleteIfExists(file);
        LOG.atInfo()
                .addKeyValue(LogKeys.SITE, settings.dataCenter())
                .addKeyValue(LogKeys.AGENT, agentId)
                .log("enrolled");
        return true;
    }

    /** Gets a new certificate for a new key, over a session with the present one. */
    void renew(Session session) throws IOException, InterruptedException {
        var present = Objects.requireNonNull(own);
        var keys = Keys.generate();
        accept(keys, session.request(recover(present, keys), ANSWER));
        LOG.atInfo()
                .addKeyValue("until", own().map(Credentials::notAfter).orElse(null))
                .log("certificate renewed");
    }

    /** Gets a new certificate when the present one is not good any more, with the proof of its key. */
    void recover(InetSocketAddress hub) throws IOException, InterruptedException {
        var present = Objects.requireNonNull(own);
        var keys = Keys.generate();
        try (var session = client.dial(hub, Channel.CONTROL, null, HubTrust.of(present), s -> NOTHING)) {
            accept(keys, session.request(recover(present, keys), ANSWER));
        }
        LOG.atInfo().log("certificate recovered");
    }

    private static Recover recover(Credentials present, KeyPair next) {
        var request = SigningRequest.of(next);
        return new Recover(
                String.valueOf(present.name().agent()),
                request.pem(),
                Certificates.pem(List.of(present.leaf())),
                Keys.prove(present.key(), request.der()));
    }

    private void accept(KeyPair keys, Message answer) throws IOException {
        if (!(answer instanceof Enrolled enrolled)) {
            throw new LinkClosed("the hub gave no certificate");
        }
        var next = new Credentials(
                keys.getPrivate(),
                Certificates.parse(enrolled.certificate()),
                Certificates.parse(enrolled.authorities()));
        files.save(next);
        own = next;
    }
}
