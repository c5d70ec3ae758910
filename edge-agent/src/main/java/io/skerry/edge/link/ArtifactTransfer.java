package io.skerry.edge.link;

import io.skerry.edge.report.ArtifactUpload;
import io.skerry.edge.report.UploadRefused;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkException;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Session;
import io.skerry.model.artifact.ArtifactFetch;
import io.skerry.model.artifact.ArtifactStore;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.ArtifactOffer;
import io.skerry.model.message.ArtifactRequest;
import io.skerry.model.message.Chunk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Moves artifacts over the bulk connection, each from where it stopped before. */
final class ArtifactTransfer implements ArtifactFetch, ArtifactUpload {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CREDIT = 16;
    private static final int CHUNK = 64 * 1024;

    /** What the hub says on purpose when it will never take an artifact. */
    private static final Set<ErrorCode> FINAL =
            EnumSet.of(ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.UNSUPPORTED);

    private final ArtifactStore artifacts;
    private final Bulk bulk;
    private final Map<String, ReentrantLock> fetching = new ConcurrentHashMap<>();

    ArtifactTransfer(ArtifactStore artifacts, Bulk bulk) {
        this.artifacts = artifacts;
        this.bulk = bulk;
    }

    @Override
    public void fetch(String digest) throws IOException {
        var lock = fetching.computeIfAbsent(digest, d -> new ReentrantLock());
        lock.lock();
        try {
            while (artifacts.size(digest).isEmpty()) {
                var before = artifacts.received(digest);
                try (var use = bulk.open()) {
                    receive(digest, use.session());
                } catch (LinkRefused e) {
                    throw new IOException(e.getMessage(), e);
                } catch (LinkClosed e) {
                    // Cut in the middle: as long as something came it goes on from there.
                    if (artifacts.received(digest) == before) {
                        throw new IOException("the hub cannot be reached for " + digest, e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while fetching " + digest);
        } finally {
            lock.unlock();
        }
    }

    private void receive(String digest, Session session) throws IOException, InterruptedException {
        try (var chunks = session.stream(new ArtifactRequest(digest, artifacts.received(digest)), CREDIT)) {
            while (!chunks.ended()) {
                var next = chunks.next(PATIENCE);
                if (next instanceof Chunk chunk) {
                    artifacts.append(digest, chunk.offset(), chunk.total(), chunk.bytes());
                } else if (!chunks.ended()) {
                    throw new LinkClosed("the hub stopped sending " + digest);
                }
            }
        }
    }

    @Override
    public void upload(String digest) throws IOException, UploadRefused, InterruptedException {
        var size = artifacts.size(digest);
        if (size.isEmpty()) {
            throw new UploadRefused(Cause.of(
                    ErrorCode.ARTIFACT_UNAVAILABLE,
                    "What was built is not in the data center any more: " + digest + ".",
                    "Build it again."));
        }
        try (var use = bulk.open()) {
            if (use.session().request(new ArtifactOffer(digest, size.getAsLong()), PATIENCE) instanceof Chunk wanted
                    && wanted.offset() < size.getAsLong()) {
                send(digest, wanted.offset(), size.getAsLong(), use.session());
            }
        } catch (LinkRefused e) {
            if (FINAL.contains(e.why().code())) {
                throw new UploadRefused(e.why());
            }
            // Its database is away, its disk is full, a newer session took over: all that passes.
            throw new IOException(e.getMessage(), e);
        } catch (LinkException e) {
            throw new IOException("the hub cannot be reached", e);
        }
    }

    private void send(String digest, long from, long size, Session session) throws IOException, InterruptedException {
        try (var bytes = artifacts.open(digest, from)) {
            var offset = from;
            var first = bytes.readNBytes(CHUNK);
            try (var exchange = session.exchange(new Chunk(digest, offset, size, first), 1)) {
                for (offset += first.length; offset < size; ) {
                    var next = bytes.readNBytes(CHUNK);
                    exchange.send(new Chunk(digest, offset, size, next));
                    offset += next.length;
                }
                if (!(exchange.next(PATIENCE) instanceof Chunk)) {
                    throw new LinkClosed("the hub did not say that it has " + digest);
                }
            }
        }
    }
}
