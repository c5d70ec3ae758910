package io.skerry.hub.datacenter.link;

import static io.skerry.hub.datacenter.link.TestAgent.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.TestHub;
import io.skerry.hub.api.HubException;
import io.skerry.hub.command.Commands;
import io.skerry.hub.datacenter.SiteStreams;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Outgoing;
import io.skerry.link.session.Session;
import io.skerry.model.artifact.ArtifactStore;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.ArtifactOffer;
import io.skerry.model.message.ArtifactRequest;
import io.skerry.model.message.Chunk;
import io.skerry.model.message.LogChunk;
import io.skerry.model.message.Message;
import io.skerry.model.message.OpenBulk;
import io.skerry.model.message.Ping;
import io.skerry.model.message.SettingContent;
import io.skerry.model.message.SettingRequest;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BulkIT {

    private static final TenantName ACME = new TenantName("acme");
    private static final LogQuery EVERYTHING = new LogQuery(
            new ApplicationRef(ACME, "shop"), LogStream.Origin.INSTANCE, null, null, false, null, null, true);

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void asksTheAgentToOpenBulkAndPullsLines() throws Exception {
        var sent = new AtomicLong();
        try (var agent = TestAgent.enrol(hub, "east");
                var session = agent.connect(TestAgent.address(hub), opensBulk(agent, sent));
                var lines = hub.bean(SiteStreams.class).logs("east", EVERYTHING)) {
            var taken = 0;
            while (taken < 100) {
                taken += lines.next(SOON).size();
            }
            assertThat(lines.ended()).isFalse();
            assertThat(sent.get()).as("chunks ahead of what was taken").isLessThan(taken + 30);
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void aFloodThatNobodyReadsDoesNotDelayControl() throws Exception {
        var sent = new AtomicLong();
        try (var agent = TestAgent.enrol(hub, "flooded");
                var session = agent.connect(TestAgent.address(hub), opensBulk(agent, sent));
                var lines = hub.bean(SiteStreams.class).logs("flooded", EVERYTHING)) {
            var idle = Duration.ZERO;
            for (var i = 0; i < 20; i++) {
                var began = System.nanoTime();
                assertThat(session.request(new Ping(), SOON)).isEqualTo(new Ping());
                idle = idle.plusNanos(System.nanoTime() - began);
                lines.next(Duration.ofMillis(1));
            }
            assertThat(idle.dividedBy(20)).isLessThan(Duration.ofMillis(500));
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void saysThatAnAbsentDataCenterDoesNotAnswer() {
        assertThatThrownBy(() -> hub.bean(SiteStreams.class).logs("nowhere", EVERYTHING))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AGENT_UNREACHABLE));
    }

    @Test
    void givesAnArtifactToTheDataCentersItConcernsOnly() throws Exception {
        var bytes = random(300_000);
        var digest = hub.bean(ArtifactStore.class).put(new ByteArrayInputStream(bytes));
        hub.bean(Commands.class)
                .order("f-1", "fetching", null, "build.start", "f-1", Map.of("upload", digest), Duration.ofMinutes(5));
        try (var agent = TestAgent.enrol(hub, "fetching");
                var control = agent.connect();
                var bulk = bulk(agent)) {
            assertThat(control.isOpen()).isTrue();
            assertThat(fetch(bulk, digest, 100_000)).isEqualTo(Arrays.copyOfRange(bytes, 100_000, bytes.length));
        }
        try (var agent = TestAgent.enrol(hub, "curious");
                var control = agent.connect();
                var bulk = bulk(agent)) {
            assertThat(control.isOpen()).isTrue();
            assertThatThrownBy(() -> fetch(bulk, digest, 0))
                    .isInstanceOfSatisfying(
                            LinkRefused.class,
                            e -> assertThat(e.why().code()).isEqualTo(ErrorCode.ARTIFACT_UNAVAILABLE));
        }
    }

    @Test
    void takesABuiltArtifactInPartsAndChecksIt() throws Exception {
        var bytes = random(150_000);
        var digest = hub.bean(ArtifactStore.class).put(new ByteArrayInputStream(bytes));
        hub.bean(ArtifactStore.class).delete(digest);
        hub.bean(Commands.class).order("b-1", "building", null, "build.start", "b-1", Map.of(), Duration.ofMinutes(5));
        try (var agent = TestAgent.enrol(hub, "building");
                var control = agent.connect();
                var bulk = bulk(agent)) {
            assertThat(control.isOpen()).isTrue();
            try (var first = bulk.exchange(part(digest, bytes, 0, 60_000), 1)) {
                first.complete();
                assertThat(first.next(SOON)).isNull();
            }
            var wanted = (Chunk) bulk.request(new ArtifactOffer(digest, bytes.length), SOON);
            assertThat(wanted.offset()).isEqualTo(60_000);
            try (var rest = bulk.exchange(part(digest, bytes, 60_000, 120_000), 1)) {
                rest.send(part(digest, bytes, 120_000, 150_000));
                assertThat(rest.next(SOON)).isInstanceOf(Chunk.class);
            }
            assertThat(hub.bean(ArtifactStore.class).file(digest)).hasBinaryContent(bytes);
        }
    }

    @Test
    void takesNothingFromADataCenterThatWasNotToldToBuild() throws Exception {
        try (var agent = TestAgent.enrol(hub, "pushy");
                var control = agent.connect();
                var bulk = bulk(agent)) {
            assertThat(control.isOpen()).isTrue();
            assertThatThrownBy(() -> bulk.request(new ArtifactOffer("sha256:" + "0".repeat(64), 5), SOON))
                    .isInstanceOfSatisfying(
                            LinkRefused.class, e -> assertThat(e.why().code()).isEqualTo(ErrorCode.FORBIDDEN));
        }
    }

    @Test
    void tellsHowToolsReachRegistriesToWhoHasABuildToDo() throws Exception {
        hub.bean(Commands.class).order("s-1", "tooled", null, "build.start", "s-1", Map.of(), Duration.ofMinutes(5));
        try (var agent = TestAgent.enrol(hub, "tooled");
                var control = agent.connect();
                var bulk = bulk(agent)) {
            assertThat(control.isOpen()).isTrue();
            var path = "/api/v1/settings/build-tools";
            var before = hub.get(path).header("ETag");
            hub.patch(
                    path,
                    "{\"spec\": {\"environment\": {\"HTTPS_PROXY\": {\"content\": \"http://proxy.example\"}}}}",
                    "If-Match",
                    before);

            var content = (SettingContent) bulk.request(new SettingRequest("build-tools"), SOON);

            assertThat(content.content().environment()).containsEntry("HTTPS_PROXY", "http://proxy.example");
            assertThatThrownBy(() -> bulk.request(new SettingRequest("other"), SOON))
                    .isInstanceOfSatisfying(
                            LinkRefused.class, e -> assertThat(e.why().code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @Test
    void tellsNothingOfTheSettingToWhoHasNothingToBuild() throws Exception {
        try (var agent = TestAgent.enrol(hub, "idle");
                var control = agent.connect();
                var bulk = bulk(agent)) {
            assertThat(control.isOpen()).isTrue();
            assertThatThrownBy(() -> bulk.request(new SettingRequest("build-tools"), SOON))
                    .isInstanceOfSatisfying(
                            LinkRefused.class, e -> assertThat(e.why().code()).isEqualTo(ErrorCode.FORBIDDEN));
        }
    }

    private static Session bulk(TestAgent agent) throws InterruptedException {
        var bulk = agent.dial(Channel.BULK, new Handler() {});
        assertThat(bulk.request(new OpenBulk(agent.welcome.epoch()), SOON)).isEqualTo(new Accepted());
        return bulk;
    }

    private static byte[] fetch(Session bulk, String digest, long offset) throws InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try (var chunks = bulk.stream(new ArtifactRequest(digest, offset), 4)) {
            while (!chunks.ended()) {
                if (chunks.next(SOON) instanceof Chunk chunk) {
                    bytes.writeBytes(chunk.bytes());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static Chunk part(String digest, byte[] bytes, int from, int to) {
        return new Chunk(digest, from, bytes.length, Arrays.copyOfRange(bytes, from, to));
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** An agent that opens bulk when asked and sends lines without end. */
    private static Handler opensBulk(TestAgent agent, AtomicLong sent) {
        var flood = new Handler() {
            @Override
            public void stream(Message request, Outgoing out) throws InterruptedException {
                var stream = LogStream.instance(new ComponentRef(ACME, "shop", "web"), "web-1");
                while (out.isOpen()) {
                    var line =
                            new LogLine(stream, sent.incrementAndGet(), Instant.EPOCH, "x".repeat(60_000), null, null);
                    out.send(new LogChunk(List.of(line)));
                }
            }
        };
        return new Handler() {
            @Override
            public Message request(Message message) throws InterruptedException {
                if (message instanceof OpenBulk open) {
                    agent.dial(Channel.BULK, flood).request(open, SOON);
                    return new Accepted();
                }
                return message;
            }
        };
    }
}
