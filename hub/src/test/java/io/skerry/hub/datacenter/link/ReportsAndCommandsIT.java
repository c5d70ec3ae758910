package io.skerry.hub.datacenter.link;

import static io.skerry.hub.datacenter.link.TestAgent.SOON;
import static io.skerry.testkit.patience.Eventually.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.command.Commands;
import io.skerry.link.session.Exchange;
import io.skerry.link.session.Handler;
import io.skerry.link.session.Session;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import io.skerry.model.message.ReportItem;
import io.skerry.model.message.StatusItem;
import io.skerry.model.message.Unsupported;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReportsAndCommandsIT {

    private static final String WEB = "seen/component/acme/shop/";

    private static TestHub hub;
    private static TestSites sites;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        sites = new TestSites(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void storesAStatusWithItsAge() throws Exception {
        var uid = component("aged");
        try (var agent = TestAgent.enrol(hub, "aged");
                var session = agent.connect();
                var reports = open(session, agent)) {
            tell(reports, agent, 1, 60_000, new StatusItem(WEB + "aged", status(uid, "running")));

            assertThat(sites.column(
                            "select extract(epoch from clock_timestamp() - observed_at) from status where uid = ?",
                            Double.class,
                            uid))
                    .singleElement()
                    .satisfies(age -> assertThat(age).isBetween(59.0, 80.0));
        }
    }

    @Test
    void whatComesAgainChangesNothingAndWhatIsNewerWins() throws Exception {
        var uid = component("twice");
        try (var agent = TestAgent.enrol(hub, "twice");
                var session = agent.connect();
                var reports = open(session, agent)) {
            tell(reports, agent, 1, 0, new StatusItem(WEB + "twice", status(uid, "pending")));
            assertThat(tell(reports, agent, 5, 0, new StatusItem(WEB + "twice", status(uid, "running"))))
                    .isEqualTo(5);

            assertThat(tell(reports, agent, 5, 0, new StatusItem(WEB + "twice", status(uid, "failing"))))
                    .isEqualTo(5);
            assertThat(tell(reports, agent, 2, 0, new StatusItem(WEB + "twice", status(uid, "failing"))))
                    .isEqualTo(5);

            assertThat(phases(uid)).containsExactly("running");
        }
    }

    @Test
    void aNewSessionHearsUpToWhereEverythingIsStored() throws Exception {
        var uid = component("resumed");
        try (var agent = TestAgent.enrol(hub, "resumed");
                var first = agent.connect()) {
            try (var reports = open(first, agent)) {
                tell(reports, agent, 7, 0, new StatusItem(WEB + "resumed", status(uid, "running")));
            }
            try (var second = agent.connect()) {
                assertThat(second.isOpen()).isTrue();
                assertThat(agent.welcome.ackedSeq()).isEqualTo(7);
            }
        }
    }

    @Test
    void forgetsWhatIsGone() throws Exception {
        var uid = component("gone");
        try (var agent = TestAgent.enrol(hub, "gone");
                var session = agent.connect();
                var reports = open(session, agent)) {
            tell(reports, agent, 1, 0, new StatusItem(WEB + "gone", status(uid, "running")));
            tell(reports, agent, 2, 0, new StatusItem(WEB + "gone", null));

            assertThat(phases(uid)).isEmpty();
        }
    }

    @Test
    void oneBadStatusDoesNotStopTheOthers() throws Exception {
        var uid = component("poison");
        try (var agent = TestAgent.enrol(hub, "poison");
                var session = agent.connect();
                var reports = open(session, agent)) {
            tell(reports, agent, 1, 0, new StatusItem(WEB + "poison", "{not json".getBytes(UTF_8)));
            tell(reports, agent, 2, 0, new StatusItem(WEB + "poison", "{\"uid\":\"nobody\"}".getBytes(UTF_8)));
            tell(reports, agent, 3, 0, new StatusItem(WEB + "poison", status(UUID.randomUUID(), "running")));
            tell(reports, agent, 4, 0, new StatusItem(WEB + "poison", status(uid, "running")));

            assertThat(phases(uid)).containsExactly("running");
        }
    }

    @Test
    void keepsAGatewaysTableUnderItsDataCenter() throws Exception {
        var uid = UUID.randomUUID();
        resource(uid, "dataCenter", null, "", "tabled");
        try (var agent = TestAgent.enrol(hub, "tabled");
                var session = agent.connect();
                var reports = open(session, agent)) {
            tell(reports, agent, 1, 0, new StatusItem("table/gateway-1", "{\"siteVersion\":3}".getBytes(UTF_8)));

            assertThat(sites.column("select part from status where uid = ?", String.class, uid))
                    .containsExactly("table/gateway-1");
        }
    }

    @Test
    void deliversACommandOnceAndKeepsItsEnd() throws Exception {
        var taken = new CopyOnWriteArrayList<Command>();
        try (var agent = TestAgent.enrol(hub, "ordered");
                var session = agent.connect(TestAgent.address(hub), takes(taken, c -> new Accepted()));
                var reports = open(session, agent)) {
            commands().order("o-1", "ordered", null, "restart", "acme/shop/web", Map.of("a", 1), Duration.ofMinutes(1));
            await("delivery", () -> taken.size() == 1);
            assertThat(taken.getFirst().ttlMillis()).isBetween(30_000L, 60_000L);
            assertThat(new String(taken.getFirst().body(), UTF_8)).isEqualTo("{\"a\":1}");

            tell(reports, agent, 1, 0, new CommandResult("o-1", false, null, null));
            assertThat(commands().answer("o-1").orElseThrow().terminal()).isFalse();
            tell(reports, agent, 2, 0, new CommandResult("o-1", true, "{}".getBytes(UTF_8), null));
            tell(reports, agent, 3, 0, new CommandResult("o-1", false, null, null));

            assertThat(commands().answer("o-1").orElseThrow().terminal()).isTrue();
            assertThat(taken).hasSize(1);
        }
    }

    @Test
    void deliversAgainWhatWasInDoubt() throws Exception {
        var taken = new CopyOnWriteArrayList<Command>();
        try (var agent = TestAgent.enrol(hub, "doubtful")) {
            commands().order("d-1", "doubtful", null, "restart", "x", Map.of(), Duration.ofMinutes(1));
            try (var first = agent.connect(TestAgent.address(hub), takes(taken, c -> {
                throw new IllegalStateException("the store is away");
            }))) {
                await("a first try", () -> !taken.isEmpty());
                assertThat(first.isOpen()).isTrue();
            }
            var again = new CopyOnWriteArrayList<Command>();
            try (var second = agent.connect(TestAgent.address(hub), takes(again, c -> new Accepted()))) {
                await("the second", () -> !again.isEmpty());
                assertThat(second.isOpen()).isTrue();
                await("taken", () -> state("d-1").equals("running"));
            }
        }
        assertThat(commands().answer("d-1")).isEmpty();
    }

    @Test
    void whoIsHeldBackIsOrderedNothingBeforeAPersonLooked() throws Exception {
        var taken = new CopyOnWriteArrayList<Command>();
        sites.run("insert into site_review (dc, why, what) values ('held', 'unknown-step', 'a later list')");
        try (var agent = TestAgent.enrol(hub, "held");
                var session = agent.connect(TestAgent.address(hub), takes(taken, c -> new Accepted()))) {
            assertThat(session.isOpen()).isTrue();
            commands().order("h-1", "held", null, "restart", "x", Map.of(), Duration.ofMinutes(1));
            assertThat(hub.bean(CommandOutbox.class).pending("held")).isEmpty();
            assertThat(state("h-1")).isEqualTo("pending");

            sites.run("delete from site_review where dc = 'held'");

            await("delivery", () -> taken.size() == 1);
        }
    }

    @Test
    void whatTheAgentDoesNotKnowEndsAsUnsupported() throws Exception {
        var taken = new CopyOnWriteArrayList<Command>();
        try (var agent = TestAgent.enrol(hub, "old");
                var session = agent.connect(
                        TestAgent.address(hub), takes(taken, c -> new Unsupported(((Command) c).type())))) {
            assertThat(session.isOpen()).isTrue();
            commands().order("u-1", "old", null, "teleport", "x", Map.of(), Duration.ofMinutes(1));

            await("its end", () -> ended("u-1", ErrorCode.UNSUPPORTED));
        }
    }

    @Test
    void whatNobodyTookInTimeEndsAsExpired() throws Exception {
        commands().order("e-1", "nowhere", null, "restart", "x", Map.of(), Duration.ofMillis(200));

        await("its end", () -> ended("e-1", ErrorCode.EXPIRED));
    }

    @Test
    void aBuildThatWasBegunHasItsBuildersTimeAndOneThatWaitsThereIsCalledOff() throws Exception {
        commands().order("l-1", "slow", null, BuildOrder.COMMAND, "b", Map.of(), Duration.ofMinutes(1));
        commands().order("l-2", "slow", null, BuildOrder.COMMAND, "b", Map.of(), Duration.ofMinutes(1));
        hub.bean(CommandOutbox.class).answered("slow", new CommandResult("l-1", false, "{}".getBytes(UTF_8), null));
        hub.bean(CommandOutbox.class).taken("slow", "l-2");

        sites.run("update command set expires = now() where id in ('l-1', 'l-2')");

        await("its end", () -> ended("l-2", ErrorCode.EXPIRED));
        assertThat(sites.column("select dc from command where target = 'l-2' and type = 'build.cancel'", String.class))
                .containsExactly("slow");
        assertThat(commands().answer("l-1").orElseThrow().terminal()).isFalse();
    }

    @Test
    void anUnsentBuildIsCancelledAtOnceAndASentOneByTheDataCenter() throws Exception {
        commands().order("b-1", "offline", null, "build.start", "b-1", Map.of(), Duration.ofMinutes(1));
        assertThat(commands().cancel("b-1", null, BuildOrder.CANCEL)).isTrue();
        assertThat(ended("b-1", ErrorCode.CANCELLED)).isTrue();

        var taken = new CopyOnWriteArrayList<Command>();
        try (var agent = TestAgent.enrol(hub, "building");
                var session = agent.connect(TestAgent.address(hub), takes(taken, c -> new Accepted()))) {
            assertThat(session.isOpen()).isTrue();
            commands().order("b-2", "building", null, "build.start", "b-2", Map.of(), Duration.ofMinutes(1));
            await("the build", () -> taken.size() == 1);
            assertThat(commands().cancel("b-2", null, BuildOrder.CANCEL)).isFalse();
            await("the cancel", () -> taken.size() == 2);
            assertThat(taken.get(1).type()).isEqualTo("build.cancel");
            assertThat(taken.get(1).target()).isEqualTo("b-2");
        }
    }

    private static Commands commands() {
        return hub.bean(Commands.class);
    }

    private static boolean ended(String id, ErrorCode code) {
        return commands()
                .answer(id)
                .filter(answer -> answer.terminal()
                        && answer.cause() != null
                        && answer.cause().code() == code)
                .isPresent();
    }

    private static String state(String id) {
        return sites.column("select state from command where id = ?", String.class, id)
                .getFirst();
    }

    private static Handler takes(List<Command> taken, Function<Message, Message> answer) {
        return new Handler() {
            @Override
            public Message request(Message message) {
                if (message instanceof Ping) {
                    return message;
                }
                taken.add((Command) message);
                return answer.apply(message);
            }
        };
    }

    private static Exchange open(Session session, TestAgent agent) throws InterruptedException {
        return session.exchange(new ReportAck(agent.welcome.epoch(), agent.welcome.ackedSeq()), 8);
    }

    private static long tell(Exchange reports, TestAgent agent, long seq, long age, ReportItem item)
            throws InterruptedException {
        Epoch epoch = agent.welcome.epoch();
        reports.send(new Report(epoch, seq, age, item));
        return ((ReportAck) reports.next(SOON)).seq();
    }

    private static byte[] status(UUID uid, String phase) {
        return ("{\"uid\":\"" + uid + "\",\"phase\":\"" + phase + "\"}").getBytes(UTF_8);
    }

    private static List<String> phases(UUID uid) {
        return sites.column("select body ->> 'phase' from status where uid = ?", String.class, uid);
    }

    private static UUID component(String name) {
        var uid = UUID.randomUUID();
        resource(uid, "component", "acme", "shop", name);
        return uid;
    }

    private static void resource(UUID uid, String kind, String tenant, String scope, String name) {
        sites.run("insert into resource (uid, kind, tenant, scope, name, version, generation, spec)"
                + " values ('" + uid + "', '" + kind + "', " + (tenant == null ? "null" : "'" + tenant + "'")
                + ", '" + scope + "', '" + name + "', 1, 1, '{}')");
    }
}
