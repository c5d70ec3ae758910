package io.skerry.hub.datacenter.enrolment;

import io.skerry.hub.keys.CertificateAuthority;
import io.skerry.hub.resource.Database;
import io.skerry.link.identity.Certificates;
import io.skerry.link.identity.EnrolmentToken;
import io.skerry.link.identity.Keys;
import io.skerry.link.identity.PeerIdentity;
import io.skerry.link.identity.SigningRequest;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Enrol;
import io.skerry.model.message.Enrolled;
import io.skerry.model.message.Recover;
import io.skerry.model.name.DataCenterName;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Gives agents their certificates: for a token, for a certificate that runs out, or for one that ran out and the proof of its key. */
@Service
public class Enrolment {

    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private static final Duration RECOVERABLE = Duration.ofDays(30);
    private static final String AGENT_ID = "[a-z0-9-]{1,64}";

    private final Database database;
    private final EnrolmentRepository rows;
    private final CertificateAuthority authority;
    private final Clock clock;
    private final FailureLimit failures = new FailureLimit();
    /** Strangers queue here and not for database connections, which everybody else needs. */
    private final Semaphore counters = new Semaphore(2, true);

    Enrolment(Database database, EnrolmentRepository rows, CertificateAuthority authority, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.authority = authority;
        this.clock = clock;
    }

    /** A new one-use token, good for ten minutes. Only its hash is kept. */
    public EnrolmentToken issueToken(DataCenterName dataCenter) {
        var token = EnrolmentToken.create(dataCenter, authority.hash());
        rows.insertToken(token.secretHash(), dataCenter.value(), TOKEN_LIFE);
        return token;
    }

    /**
     * Takes the token and signs the key, in one transaction.
     *
     * @param source where the request came from, for the limit of failures
     * @throws LinkRefused in the same words whatever is wrong with the token
     */
    public Enrolled enrol(Enrol request, String source) {
        return atCounter(() -> enrolNow(request, source));
    }

    private Enrolled enrolNow(Enrol request, String source) {
        var shown = "";
        try {
            var token = EnrolmentToken.parse(request.token());
            shown = token.secretHash();
            if (failures.exceeded(source, shown, clock.instant())) {
                throw refused();
            }
            var csr = SigningRequest.parse(request.csr());
            if (!request.agentId().matches(AGENT_ID)) {
                throw refused();
            }
            var dc = token.dataCenter();
            var chain = database.platform(() -> {
                if (!rows.consume(token.secretHash(), dc.value(), request.agentId())) {
                    throw refused();
                }
                var signed = authority.sign(dc, request.agentId(), csr.key());
                if (!rows.insertAgent(dc.value(), request.agentId(), signed.getFirst())) {
                    throw refused();
                }
                return signed;
            });
            LOG.atInfo()
                    .addKeyValue(LogKeys.SITE, dc)
                    .addKeyValue(LogKeys.AGENT, request.agentId())
                    .log("an agent enrolled");
            return enrolled(dc, chain);
        } catch (InvalidInput | LinkRefused e) {
            failures.failed(source, shown, clock.instant());
            LOG.atInfo().addKeyValue(LogKeys.AGENT, request.agentId()).log("an enrolment was refused");
            throw refused();
        }
    }

    /** Renews, for an agent that showed a good certificate. */
    public Enrolled renew(Recover request, PeerIdentity peer) {
        var csr = parse(request.csr());
        return replace(peer.dataCenter(), peer.agentId(), peer.serial(), csr);
    }

    /** Renews after the certificate ran out, at most 30 days ago, for whoever proves to hold its key. */
    public Enrolled recover(Recover request, String source) {
        return atCounter(() -> recoverNow(request, source));
    }

    /** Whoever proves its key counts as no failure whatever comes of it, so that nobody else's failures keep it out. */
    private Enrolled recoverNow(Recover request, String source) {
        if (failures.exceeded(source, clock.instant())) {
            throw refused();
        }
        var shown = "";
        SigningRequest csr;
        PeerIdentity peer;
        try {
            var previous = Certificates.parse(request.previous()).getFirst();
            shown = Certificates.serial(previous);
            csr = SigningRequest.parse(request.csr());
            peer = proven(previous, csr, request.proof());
        } catch (InvalidInput | LinkRefused | NoSuchElementException e) {
            failures.failed(source, shown, clock.instant());
            throw refused();
        }
        if (peer.notAfter().isBefore(clock.instant().minus(RECOVERABLE))) {
            throw refused();
        }
        return replace(peer.dataCenter(), peer.agentId(), peer.serial(), csr);
    }

    private PeerIdentity proven(X509Certificate previous, SigningRequest csr, String proof) {
        if (!authority.issued(previous) || !Keys.proven(previous.getPublicKey(), csr.der(), proof)) {
            throw refused();
        }
        return PeerIdentity.of(previous).orElseThrow(Enrolment::refused);
    }

    /** Whether the hub still knows the agent by this certificate; the use of a new one ends the one before. */
    public boolean admit(PeerIdentity peer) {
        return database.platform(() -> {
            var agent = rows.lock(peer.dataCenter().value(), peer.agentId());
            if (agent.isEmpty() || !agent.get().knows(peer.serial())) {
                return false;
            }
            if (agent.get().isToBeLearnt()) {
                rows.learn(peer.dataCenter().value(), peer.agentId(), peer.serial());
            } else if (peer.serial().equals(agent.get().serial())) {
                rows.forgetPrevious(peer.dataCenter().value(), peer.agentId());
            }
            return true;
        });
    }

    private Enrolled atCounter(Supplier<Enrolled> work) {
        counters.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            counters.release();
        }
    }

    private Enrolled replace(DataCenterName dc, String agent, String presented, SigningRequest csr) {
        return database.platform(() -> {
            var known = rows.lock(dc.value(), agent).orElseThrow(Enrolment::refused);
            if (!known.knows(presented)) {
                throw refused();
            }
            var chain = authority.sign(dc, agent, csr.key());
            rows.replace(dc.value(), agent, presented, chain.getFirst());
            return enrolled(dc, chain);
        });
    }

    private Enrolled enrolled(DataCenterName dc, List<X509Certificate> chain) {
        return new Enrolled(dc, Certificates.pem(chain), Certificates.pem(authority.authorities()));
    }

    private static SigningRequest parse(String csr) {
        try {
            return SigningRequest.parse(csr);
        } catch (InvalidInput e) {
            throw refused();
        }
    }

    private static LinkRefused refused() {
        return new LinkRefused(Cause.of(
                ErrorCode.UNAUTHENTICATED,
                "the token or certificate is not good here",
                "make a new enrolment token for this data center"));
    }
}
