package io.skerry.hub.datacenter.link;

import io.skerry.hub.api.HubException;
import io.skerry.link.codec.MessageCodec;
import io.skerry.link.identity.PeerIdentity;
import io.skerry.link.session.Handler;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Outgoing;
import io.skerry.link.session.Session;
import io.skerry.model.artifact.ArtifactMismatch;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.ArtifactOffer;
import io.skerry.model.message.ArtifactRequest;
import io.skerry.model.message.Chunk;
import io.skerry.model.message.Message;
import io.skerry.model.message.OpenBulk;
import io.skerry.model.message.SettingRequest;
import io.skerry.model.message.Unsupported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** An agent's bulk connection: it fetches artifacts, and settings for builds, and brings what it built. */
final class BulkHandler implements Handler {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHUNK = 64 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final Session session;
    private final PeerIdentity peer;
    private final LinkParts parts;
    private volatile boolean admitted;

    BulkHandler(Session session, PeerIdentity peer, LinkParts parts) {
        this.session = session;
        this.peer = peer;
        this.parts = parts;
    }

    @Override
    public Message request(Message message) {
        return switch (message) {
            case OpenBulk open -> open(open);
            case ArtifactOffer offer -> offered(offer);
            case SettingRequest wanted -> setting(wanted);
            default -> new Unsupported(MessageCodec.type(message));
        };
    }

    @Override
    public void stream(Message request, Outgoing out) throws InterruptedException {
        if (!(request instanceof ArtifactRequest wanted)) {
            throw LinkRefused.unsupported(MessageCodec.type(request));
        }
        requireAdmitted();
        if (!parts.access().mayFetch(dc(), wanted.digest())) {
            throw absent(wanted.digest());
        }
        try {
            send(wanted, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(ArtifactRequest wanted, Outgoing out) throws IOException, InterruptedException {
        var size = parts.artifacts().size(wanted.digest()).orElseThrow(() -> absent(wanted.digest()));
        var offset = wanted.offset();
        try (var bytes = parts.artifacts().open(wanted.digest(), offset)) {
            do {
                var next = bytes.readNBytes(CHUNK);
                out.send(new Chunk(wanted.digest(), offset, size, next));
                offset += next.length;
            } while (offset < size);
        }
    }

    @Override
    public void exchange(Message first, Incoming in, Outgoing out) throws InterruptedException {
        requireAdmitted();
        requireOrder();
        var message = first;
        while (message instanceof Chunk chunk) {
            if (append(chunk)) {
                out.send(new Chunk(chunk.digest(), chunk.total(), chunk.total(), NOTHING));
                return;
            }
            message = in.next(PATIENCE);
        }
    }

    private boolean append(Chunk chunk) {
        try {
            parts.artifacts().append(chunk.digest(), chunk.offset(), chunk.total(), chunk.bytes());
            return chunk.offset() + chunk.bytes().length == chunk.total();
        } catch (ArtifactMismatch | InvalidInput e) {
            throw LinkRefused.of(ErrorCode.ARTIFACT_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message open(OpenBulk open) {
        var speaker = parts.live().find(dc(), open.epoch());
        if (speaker.isEmpty()) {
            throw LinkRefused.of(ErrorCode.SUPERSEDED, "this is not the epoch of the session");
        }
        admitted = true;
        speaker.get().bulk(session);
        return new Accepted();
    }

    private Message offered(ArtifactOffer offer) {
        requireAdmitted();
        requireOrder();
        try {
            var size = parts.artifacts().size(offer.digest());
            var from = size.isPresent() ? size.getAsLong() : parts.artifacts().received(offer.digest());
            return new Chunk(offer.digest(), from, offer.size(), NOTHING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only who builds needs what a setting holds. */
    private Message setting(SettingRequest wanted) {
        requireAdmitted();
        requireOrder();
        try {
            return parts.settings()
                    .content(wanted.name())
                    .orElseThrow(() ->
                            LinkRefused.of(ErrorCode.NOT_FOUND, "the hub has no setting '" + wanted.name() + "'"));
        } catch (HubException e) {
            throw LinkRefused.of(e.code(), String.valueOf(e.getMessage()));
        }
    }

    private void requireOrder() {
        if (!parts.access().mayBuild(dc())) {
            throw LinkRefused.of(ErrorCode.FORBIDDEN, "data center " + dc() + " was not ordered to build anything");
        }
    }

    private void requireAdmitted() {
        if (!admitted) {
            throw LinkRefused.of(ErrorCode.UNAUTHENTICATED, "a bulk connection says first which session it belongs to");
        }
    }

    private static LinkRefused absent(String digest) {
        return LinkRefused.of(ErrorCode.ARTIFACT_UNAVAILABLE, "the hub has no " + digest + " for this data center");
    }

    private String dc() {
        return peer.dataCenter().value();
    }
}
