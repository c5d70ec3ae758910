package io.skerry.edge.link;

import static io.skerry.testkit.patience.Eventually.await;
import static io.skerry.testkit.patience.Eventually.holdsWithin;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.link.artifact.FileArtifactStore;
import io.skerry.link.identity.EnrolmentToken;
import io.skerry.link.session.Channel;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Session;
import io.skerry.logs.tail.LogTail;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.ToolConfigurationFetch;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.LogChunk;
import io.skerry.model.message.LogRequest;
import io.skerry.model.message.MetricsChunk;
import io.skerry.model.message.MetricsRequest;
import io.skerry.model.message.OpenBulk;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Report;
import io.skerry.model.message.StatusItem;
import io.skerry.model.metric.InstanceSeries;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.setting.SettingRef;
import io.skerry.model.site.ArtifactRef;
import io.skerry.model.site.SiteHead;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStores;
import io.skerry.store.value.Values;
import io.skerry.testkit.network.FaultProxy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class UplinkIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final MetricsChunk MEASURED = new MetricsChunk(
            List.of(new InstanceSeries(new ComponentRef(new TenantName("acme"), "shop", "web"), "web-1", List.of())),
            List.of());
    private static final String WEB = "seen/component/acme/shop/web";

    @TempDir
    Path folder;

    private ScriptedHub hub;
    private EdgeStore store;
    private FileArtifactStore artifacts;
    private Uplink uplink;

    @BeforeEach
    void open() throws IOException {
        hub = new ScriptedHub(folder.resolve("hub"));
        store = EdgeStores.open(folder);
        artifacts = FileArtifactStore.open(folder.resolve("artifacts"));
    }

    @AfterEach
    void close() {
        if (uplink != null) {
            uplink.close();
        }
        store.close();
        hub.close();
    }

    @Test
    void enrolsWithTheTokenAndDeletesIt() throws Exception {
        var token = folder.resolve("token");
        Files.writeString(
                token, EnrolmentToken.create(ScriptedHub.EAST, hub.caHash()).text());

        start(hub.address(), token);

        await("hello", () -> !hub.hellos.isEmpty());
        assertThat(token).doesNotExist();
        assertThat(folder.resolve("identity/identity.pem")).exists();
    }

    @Test
    void doesNotGiveTheTokenToAHubOfAnotherAuthority() throws Exception {
        var token = folder.resolve("token");
        Files.writeString(
                token, EnrolmentToken.create(ScriptedHub.EAST, "0".repeat(64)).text());
        try (var proxy = FaultProxy.to(hub.port())) {
            start(proxy.address(), token);

            await("a dial", () -> uplink != null);
            assertThat(holdsWithin(Duration.ofSeconds(3), () -> !hub.sessions.isEmpty()))
                    .as("a session got past TLS")
                    .isFalse();
        }
        assertThat(token).exists();
    }

    @Test
    void holdsAThousandObjectsAndSaysSo() throws Exception {
        wantThousand();
        connect(hub.address());

        await("received", () -> hub.received.contains(1000L));
        assertThat(store.list("wanted/").entries()).hasSize(1000);
        var head = Values.read(store.get("head").value(), SiteHead.class);
        assertThat(head.version()).isEqualTo(1000);
        assertThat(head.incarnation()).isEqualTo("inc");

        hub.removes("wanted/component/acme/shop/c7");
        hub.wants("wanted/component/acme/shop/c8", "new".getBytes(UTF_8));
        await("live changes", () -> hub.received.contains(1002L));
        assertThat(store.list("wanted/").entries()).hasSize(999);
    }

    @Test
    void goesOnWhereItWasAfterACut() throws Exception {
        wantThousand();
        try (var proxy = FaultProxy.to(hub.port())) {
            proxy.down().after(120_000, proxy::reset);
            connect(proxy.address());

            await("everything", () -> hub.received.contains(1000L));
        }
        assertThat(hub.syncs).hasSizeGreaterThanOrEqualTo(2);
        assertThat(hub.syncs.getLast().version())
                .as("where the second sync began")
                .isPositive();
        assertThat(store.list("wanted/").entries()).hasSize(1000);
    }

    @Test
    void entersNoEpochThatIsOver() throws Exception {
        connect(hub.address());
        await("first sync", () -> hub.syncs.size() == 1);

        hub.epoch.set(-100);
        hub.sessions.getLast().close();
        await("hellos", () -> hub.hellos.size() >= 3);
        assertThat(hub.syncs).as("syncs under an epoch that is over").hasSize(1);

        hub.epoch.set(100);
        await("a sync under a later epoch", () -> hub.syncs.size() == 2);
    }

    @Test
    void tellsWhatIsSeenWithItsAgeAndOnlyOnce() throws Exception {
        store.put(WEB, "{\"uid\":\"u-1\"}".getBytes(UTF_8));
        connect(hub.address());
        await("a report", () -> hub.reports.size() == 1);
        assertThat(hub.reports.getFirst().seq()).isEqualTo(1);
        assertThat(hub.reports.getFirst().item()).isInstanceOf(StatusItem.class);

        store.delete(WEB);
        await("its end", () -> hub.reports.size() == 2);
        assertThat(((StatusItem) hub.reports.get(1).item()).body()).isNull();

        // The highest number stays until there is a higher one.
        store.put("table/gateway-1", new byte[0]);
        await("forgotten", () -> store.get("outbox/" + WEB) == null);
    }

    @Test
    void tellsAgainUnderTheSameNumberAfterItsDeath() throws Exception {
        hub.acknowledges = false;
        store.put(WEB, "{}".getBytes(UTF_8));
        store.put("answer/c-1", Values.write(new CommandResult("c-1", true, null, null)));
        connect(hub.address());
        await("both reports", () -> hub.reports.size() == 2);

        uplink.close();
        hub.acknowledges = true;
        hub.stored = 1;
        connect(hub.address());

        await("the one that was not stored", () -> hub.reports.size() == 3);
        assertThat(hub.reports.getLast().seq()).isEqualTo(2);
        assertThat(hub.reports.getLast().epoch().number()).as("restamped").isEqualTo(2);
        store.put("table/gateway-1", "{}".getBytes(UTF_8));
        await("the next", () -> hub.reports.size() == 4);
        assertThat(hub.reports).extracting(Report::seq).containsExactly(1L, 2L, 2L, 3L);
    }

    @Test
    void saysHowOldTheHubsPictureIs() throws Exception {
        hub.acknowledges = false;
        store.put(WEB, "{}".getBytes(UTF_8));
        connect(hub.address());
        await("word that the hub is behind", () -> hub.behindMillis.stream().anyMatch(age -> age > 0));

        hub.acknowledges = true;
        store.put("table/gateway-1", "{}".getBytes(UTF_8));
        await("word that it is not any more", () -> hub.behindMillis.getLast() == 0);
    }

    @Test
    void takesOrdersOnceAndNamesWhatItDoesNotKnow() throws Exception {
        connect(hub.address());
        await("welcome", () -> hub.syncs.size() == 1);
        var session = control();
        var order = new Command(new Epoch("inc", 1), "b-1", "build.start", "b-1", 60_000, "{}".getBytes(UTF_8));

        assertThat(session.request(order, SOON)).isEqualTo(new Accepted());
        assertThat(session.request(order, SOON)).isEqualTo(new Accepted());

        assertThat(store.list("order/").entries()).hasSize(1);
        var unknown = new Command(new Epoch("inc", 1), "x", "teleport", "x", 60_000, new byte[0]);
        assertThatThrownBy(() -> session.request(unknown, SOON))
                .isInstanceOfSatisfying(
                        LinkRefused.class, e -> assertThat(e.why().code()).isEqualTo(ErrorCode.UNSUPPORTED));
        var stale = new Command(new Epoch("inc", 9), "b-2", "build.start", "b-2", 60_000, new byte[0]);
        assertThatThrownBy(() -> session.request(stale, SOON)).isInstanceOf(LinkRefused.class);
    }

    @Test
    void renewsOverASecondConnectionThatTakesOver() throws Exception {
        var old = hub.enrolled(folder, Instant.now().minus(Duration.ofHours(20)));
        start(hub.address(), null);

        await("the second hello", () -> hub.hellos.size() == 2);

        assertThat(hub.hellos.get(1).runId()).isEqualTo(hub.hellos.get(0).runId());
        assertThat(hub.peers.getLast().serial())
                .isNotEqualTo(hub.peers.getFirst().serial());
        await("both syncs", () -> hub.syncs.size() == 2);
        assertThat(control().request(new Ping(), SOON)).isEqualTo(new Ping());
        assertThat(Files.readString(folder.resolve("identity/identity.pem")))
                .doesNotContain(Base64.getMimeEncoder()
                        .encodeToString(old.leaf().getEncoded())
                        .lines()
                        .skip(3)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void recoversWhenItsCertificateHasRunOut() throws Exception {
        hub.enrolled(folder, Instant.now().minus(Duration.ofDays(2)));
        start(hub.address(), null);

        await("hello", () -> !hub.hellos.isEmpty());

        assertThat(hub.peers.getLast().notAfter()).isAfter(Instant.now());
    }

    @Test
    void fetchesAnArtifactOverBulkAndGoesOnAfterACut() throws Exception {
        var bytes = new byte[3 << 20];
        new Random(5).nextBytes(bytes);
        var digest = hub.artifacts.put(new ByteArrayInputStream(bytes));
        try (var proxy = FaultProxy.to(hub.port())) {
            connect(proxy.address());
            await("welcome", () -> hub.syncs.size() == 1);
            proxy.down().after(1 << 20, proxy::reset);

            await("the artifact", () -> fetched(digest));
        }
        assertThat(artifacts.file(digest)).hasBinaryContent(bytes);
    }

    @Test
    void asksForASettingOnceAndGoesOnByItWhileTheHubIsAway() throws Exception {
        var tools = uplinkTools();
        var first = new SettingRef("build-tools", 1, "content 1");
        var second = new SettingRef("build-tools", 2, "content 2");
        assertThatThrownBy(() -> tools.fetch(first)).isInstanceOf(ToolConfigurationFetch.Refused.class);
        hub.settingVersion.set(1);
        assertThat(tools.fetch(first).files()).containsEntry(".npmrc", "version 1");

        hub.settingVersion.set(2);
        assertThat(tools.fetch(second).files()).containsEntry(".npmrc", "version 2");

        hub.close();
        assertThat(tools.fetch(second).files()).containsEntry(".npmrc", "version 2");
        assertThatThrownBy(() -> tools.fetch(first)).isInstanceOf(IOException.class);
    }

    /** A backup brings versions back that were given out before; the contents behind them are others. */
    @Test
    void doesNotTakeTheSameVersionForTheSameContents() throws Exception {
        var tools = uplinkTools();
        hub.settingVersion.set(2);
        tools.fetch(new SettingRef("build-tools", 1, "content 2"));

        hub.settingVersion.set(3);
        var after = tools.fetch(new SettingRef("build-tools", 1, "content 3"));

        assertThat(after.files()).containsEntry(".npmrc", "version 3");
    }

    private ToolConfigurationFetch uplinkTools() throws Exception {
        connect(hub.address());
        await("welcome", () -> hub.syncs.size() == 1);
        return uplink.tools();
    }

    @Test
    void bringsABuildsArtifactBeforeItsGoodEnd() throws Exception {
        var bytes = new byte[200_000];
        new Random(6).nextBytes(bytes);
        var digest = artifacts.put(new ByteArrayInputStream(bytes));
        hub.refusals.add(ErrorCode.INTERNAL);
        built(digest, bytes.length);
        connect(hub.address());

        await("the end", () -> hub.reports.size() == 1);

        assertThat(hub.artifacts.file(digest)).hasBinaryContent(bytes);
    }

    @Test
    void failsABuildWhoseArtifactTheHubWillNeverHave() throws Exception {
        built(artifacts.put(new ByteArrayInputStream(new byte[1])), 1);
        hub.refusals.add(ErrorCode.FORBIDDEN);
        connect(hub.address());

        await("the end", () -> hub.reports.size() == 1);

        assertThat(hub.reports.getFirst().item())
                .isInstanceOfSatisfying(
                        CommandResult.class,
                        end -> assertThat(end.cause()).isEqualTo(Cause.of(ErrorCode.FORBIDDEN, "no", null)));
    }

    @Test
    void failsABuildWhoseArtifactIsNotHere() throws Exception {
        built("sha256:" + "a".repeat(64), 1);
        connect(hub.address());

        await("the end", () -> hub.reports.size() == 1);

        assertThat(hub.reports.getFirst().item())
                .isInstanceOfSatisfying(
                        CommandResult.class, end -> assertThat(end.cause()).isNotNull());
    }

    @Test
    void givesLogLinesOverBulkWhileControlAnswers() throws Exception {
        connect(hub.address());
        await("welcome", () -> hub.syncs.size() == 1);
        control().request(new OpenBulk(new Epoch("inc", 1)), SOON);
        var bulk = hub.sessions.getLast();
        var application = new ApplicationRef(new TenantName("acme"), "shop");
        var query = new LogQuery(application, LogStream.Origin.INSTANCE, null, null, false, null, null, true);

        try (var lines = bulk.stream(new LogRequest(query), 4)) {
            var taken = 0;
            for (var i = 0; i < 20; i++) {
                taken += ((LogChunk) lines.next(SOON)).lines().size();
            }
            assertThat(taken).isGreaterThan(20);
            var began = System.nanoTime();
            assertThat(control().request(new Ping(), SOON)).isEqualTo(new Ping());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void answersForMeasuresOverBulkAndEnds() throws Exception {
        connect(hub.address());
        await("welcome", () -> hub.syncs.size() == 1);
        control().request(new OpenBulk(new Epoch("inc", 1)), SOON);
        var request = new MetricsRequest(new MetricsQuery(null, 60, 10));

        try (var chunks = hub.sessions.getLast().stream(request, 4)) {
            assertThat(((MetricsChunk) chunks.next(SOON)).instances().getFirst().instance())
                    .isEqualTo("web-1");
            assertThat(chunks.next(SOON)).isNull();
            assertThat(chunks.ended()).isTrue();
        }
    }

    private boolean fetched(String digest) {
        try {
            uplink.artifacts().fetch(digest);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void built(String digest, long size) {
        var built = new BuildResult(
                "b-1",
                BuildResult.State.SUCCEEDED,
                null,
                null,
                null,
                new ArtifactRef(digest, size, "linux/amd64", Map.of(), Map.of()),
                List.of(),
                null);
        store.put("answer/b-1", Values.write(new CommandResult("b-1", true, Values.write(built), null)));
    }

    private void wantThousand() {
        for (var i = 1; i <= 1000; i++) {
            hub.wants("wanted/component/acme/shop/c" + i, ("{\"n\":\"" + "x".repeat(300) + i + "\"}").getBytes(UTF_8));
        }
    }

    private void connect(InetSocketAddress address) throws IOException {
        hub.enrolled(folder, Instant.now());
        start(address, null);
    }

    private void start(InetSocketAddress address, Path token) throws IOException {
        var settings = new LinkSettings(
                ScriptedHub.EAST,
                folder,
                List.of(address),
                null,
                token,
                List.of("worker", "builder", "relay"),
                List.of());
        uplink = Uplink.create(settings, store, artifacts, query -> new Flood(), query -> List.of(MEASURED));
        uplink.start();
    }

    private Session control() {
        return hub.sessions.stream()
                .filter(s -> s.isOpen() && s.channel() == Channel.CONTROL)
                .findFirst()
                .orElseThrow();
    }

    /** Lines without end. */
    private static final class Flood implements LogTail {

        private final LogStream stream =
                LogStream.instance(new ComponentRef(new TenantName("acme"), "shop", "web"), "web-1");
        private long position;

        @Override
        public List<LogLine> next(int max, Duration wait) {
            position++;
            return List.of(
                    new LogLine(stream, position, Instant.EPOCH, "x".repeat(20_000), null, null),
                    new LogLine(stream, position, Instant.EPOCH, "y".repeat(20_000), null, null));
        }

        @Override
        public boolean ended() {
            return false;
        }

        @Override
        public void close() {}
    }
}
