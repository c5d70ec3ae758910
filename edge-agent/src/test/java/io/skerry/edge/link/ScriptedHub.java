package io.skerry.edge.link;

import io.skerry.link.artifact.FileArtifactStore;
import io.skerry.link.identity.Certificates;
import io.skerry.link.identity.Credentials;
import io.skerry.link.identity.IdentityFiles;
import io.skerry.link.identity.Issuer;
import io.skerry.link.identity.Keys;
import io.skerry.link.identity.PeerIdentity;
import io.skerry.link.identity.SigningRequest;
import io.skerry.link.identity.SpiffeId;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.LinkServer;
import io.skerry.link.session.Outgoing;
import io.skerry.link.session.Session;
import io.skerry.link.session.rsocket.RSocketLinkServer;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.AllTold;
import io.skerry.model.message.ArtifactOffer;
import io.skerry.model.message.ArtifactRequest;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Chunk;
import io.skerry.model.message.Enrol;
import io.skerry.model.message.Enrolled;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Hello;
import io.skerry.model.message.Message;
import io.skerry.model.message.Put;
import io.skerry.model.message.Received;
import io.skerry.model.message.Recover;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import io.skerry.model.message.SettingContent;
import io.skerry.model.message.SettingRequest;
import io.skerry.model.message.SyncRequest;
import io.skerry.model.message.Tombstone;
import io.skerry.model.message.Welcome;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.setting.SettingRef;
import io.skerry.model.site.Holding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The hub's end, played by hand: it remembers what it was told and answers what the test says. */
final class ScriptedHub implements AutoCloseable {

    static final DataCenterName EAST = new DataCenterName("east");
    private static final Duration IDLE = Duration.ofMillis(50);

    final Issuer issuer;
    final List<Session> sessions = new CopyOnWriteArrayList<>();
    final List<PeerIdentity> peers = new CopyOnWriteArrayList<>();
    final List<Hello> hellos = new CopyOnWriteArrayList<>();
    final List<SyncRequest> syncs = new CopyOnWriteArrayList<>();
    final List<Report> reports = new CopyOnWriteArrayList<>();
    /** How old the agent said that this hub's picture is, each time. */
    final List<Long> behindMillis = new CopyOnWriteArrayList<>();

    final List<Long> received = new CopyOnWriteArrayList<>();
    final AtomicLong epoch = new AtomicLong();
    final FileArtifactStore artifacts;
    /** What it says to the next offers of artifacts. */
    final Queue<ErrorCode> refusals = new ConcurrentLinkedQueue<>();
    /** Of the setting it gives out; 0 to refuse. */
    final AtomicLong settingVersion = new AtomicLong();

    volatile boolean acknowledges = true;
    volatile long stored;

    private final TreeMap<Long, Message> list = new TreeMap<>();
    private final LinkServer server;
    private Holding holding = Holding.NOTHING;

    ScriptedHub(Path folder) throws IOException {
        var keys = Keys.generate();
        issuer = new Issuer(keys.getPrivate(), Issuer.root(keys, "inst", Instant.now()));
        artifacts = FileArtifactStore.open(folder);
        server = RSocketLinkServer.listen(loopback(0), this::credentials, session -> {
            sessions.add(session);
            session.peer().ifPresent(peers::add);
            return new Script(session);
        });
    }

    InetSocketAddress address() {
        return loopback(server.port());
    }

    int port() {
        return server.port();
    }

    String caHash() {
        return Certificates.hash(issuer.root());
    }

    /** Gives the agent of that folder a certificate issued at that time, as if it had enrolled. */
    Credentials enrolled(Path dataCenterFolder, Instant issued) throws IOException {
        var keys = Keys.generate();
        var leaf = issuer.issue(SpiffeId.agent("inst", EAST, "a-1"), keys.getPublic(), issued);
        var own = new Credentials(keys.getPrivate(), List.of(leaf), List.of(issuer.root()));
        IdentityFiles.in(dataCenterFolder.resolve("identity")).save(own);
        return own;
    }

    synchronized void wants(String key, byte[] body) {
        var version = version() + 1;
        var digest = Holding.digest(body);
        forget(key);
        holding = holding.with(key, version, digest);
        list.put(version, new Put(new Epoch("", 0), key, version, digest, body));
        notifyAll();
    }

    synchronized void removes(String key) {
        var version = version() + 1;
        forget(key);
        list.put(version, new Tombstone(new Epoch("", 0), key, version, null));
        notifyAll();
    }

    synchronized long version() {
        return list.isEmpty() ? 0 : list.lastKey();
    }

    private void forget(String key) {
        list.values().removeIf(message -> {
            if (message instanceof Put put && put.key().equals(key)) {
                holding = holding.without(key, put.version(), put.digest());
                return true;
            }
            return false;
        });
    }

    private synchronized Map<Long, Message> after(long version) {
        return new TreeMap<>(list.tailMap(version, false));
    }

    private synchronized Bookmark bookmark(Epoch now) {
        return new Bookmark(now, version(), "chain-" + version(), holding.text());
    }

    private synchronized void awaitMore(long version, Outgoing out) throws InterruptedException {
        while (version() <= version && out.isOpen()) {
            wait(IDLE.toMillis());
        }
    }

    private Credentials credentials() {
        var keys = Keys.generate();
        var leaf = issuer.issue(SpiffeId.hub("inst"), keys.getPublic(), Instant.now());
        return new Credentials(keys.getPrivate(), List.of(leaf, issuer.root()), List.of(issuer.root()));
    }

    private Enrolled sign(String csr) {
        var leaf = issuer.issue(
                SpiffeId.agent("inst", EAST, "a-1"), SigningRequest.parse(csr).key(), Instant.now());
        return new Enrolled(EAST, Certificates.pem(List.of(leaf)), Certificates.pem(List.of(issuer.root())));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        server.close();
    }

    /** One session's answers. */
    private final class Script implements Handler {

        private final Session session;

        Script(Session session) {
            this.session = session;
        }

        @Override
        public Message request(Message message) {
            return switch (message) {
                case Enrol enrol -> sign(enrol.csr());
                case Recover recover -> sign(recover.csr());
                case Hello hello -> {
                    hellos.add(hello);
                    var before = sessions.stream()
                            .filter(s -> !s.equals(session) && s.channel() == Channel.CONTROL)
                            .toList();
                    before.forEach(Session::close);
                    yield new Welcome(new Epoch("inc", epoch.incrementAndGet()), stored, 0);
                }
                case Received up -> {
                    received.add(up.version());
                    yield new Accepted();
                }
                case ArtifactOffer offer -> offered(offer);
                case SettingRequest wanted -> setting(wanted);
                default -> new Accepted();
            };
        }

        private SettingContent setting(SettingRequest wanted) {
            var version = settingVersion.get();
            if (version == 0) {
                throw LinkRefused.of(ErrorCode.FORBIDDEN, "no");
            }
            var files = Map.of(".npmrc", "version " + version);
            return new SettingContent(
                    new SettingRef(wanted.name(), version, "content " + version),
                    new ToolConfiguration(files, Map.of(), null));
        }

        private Chunk offered(ArtifactOffer offer) {
            var refusal = refusals.poll();
            if (refusal != null) {
                throw LinkRefused.of(refusal, "no");
            }
            try {
                return new Chunk(offer.digest(), artifacts.received(offer.digest()), offer.size(), new byte[0]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stream(Message request, Outgoing out) throws InterruptedException {
            switch (request) {
                case SyncRequest sync -> follow(sync, out);
                case ArtifactRequest wanted -> send(wanted, out);
                default -> throw new AssertionError(request);
            }
        }

        private void follow(SyncRequest sync, Outgoing out) throws InterruptedException {
            syncs.add(sync);
            var now = sync.epoch();
            var at = sync.version();
            var first = true;
            while (out.isOpen()) {
                Map<Long, Message> more;
                Bookmark bookmark;
                // Together: a bookmark must not promise what is wanted while the messages before it are sent.
                synchronized (ScriptedHub.this) {
                    more = after(at);
                    bookmark = bookmark(now);
                }
                for (var message : more.values()) {
                    out.send(
                            message instanceof Put put
                                    ? new Put(now, put.key(), put.version(), put.digest(), put.body())
                                    : new Tombstone(
                                            now, ((Tombstone) message).key(), ((Tombstone) message).version(), null));
                }
                if (first || !more.isEmpty()) {
                    out.send(bookmark);
                    at = bookmark.version();
                    first = false;
                }
                awaitMore(at, out);
            }
        }

        private void send(ArtifactRequest wanted, Outgoing out) throws InterruptedException {
            try (var bytes = artifacts.open(wanted.digest(), wanted.offset())) {
                var size = artifacts.size(wanted.digest()).orElseThrow();
                for (var offset = wanted.offset(); offset < size; ) {
                    var next = bytes.readNBytes(64 * 1024);
                    out.send(new Chunk(wanted.digest(), offset, size, next));
                    offset += next.length;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void exchange(Message first, Incoming in, Outgoing out) throws InterruptedException {
            var message = first;
            while (!in.ended()) {
                if (message instanceof Report told && told.item() instanceof AllTold) {
                    behindMillis.add(told.ageMillis());
                } else if (message instanceof Report report) {
                    reports.add(report);
                    if (acknowledges) {
                        stored = Math.max(stored, report.seq());
                        out.send(new ReportAck(report.epoch(), stored));
                    }
                } else if (message instanceof Chunk chunk && append(chunk)) {
                    out.send(new Chunk(chunk.digest(), chunk.total(), chunk.total(), new byte[0]));
                    return;
                }
                message = in.next(IDLE);
            }
        }

        private boolean append(Chunk chunk) {
            try {
                artifacts.append(chunk.digest(), chunk.offset(), chunk.total(), chunk.bytes());
                return artifacts.size(chunk.digest()).isPresent();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
