package io.skerry.link.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.log.LogLevel;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogMatch;
import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.AllTold;
import io.skerry.model.message.ArtifactOffer;
import io.skerry.model.message.ArtifactRequest;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Chunk;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Enrol;
import io.skerry.model.message.Enrolled;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.EventItem;
import io.skerry.model.message.Goaway;
import io.skerry.model.message.Hello;
import io.skerry.model.message.LogChunk;
import io.skerry.model.message.LogRequest;
import io.skerry.model.message.Message;
import io.skerry.model.message.MetricsChunk;
import io.skerry.model.message.MetricsRequest;
import io.skerry.model.message.OpenBulk;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Put;
import io.skerry.model.message.Received;
import io.skerry.model.message.Recover;
import io.skerry.model.message.Refused;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import io.skerry.model.message.SettingContent;
import io.skerry.model.message.SettingRequest;
import io.skerry.model.message.StatusItem;
import io.skerry.model.message.SyncRequest;
import io.skerry.model.message.Tombstone;
import io.skerry.model.message.Unsupported;
import io.skerry.model.message.Welcome;
import io.skerry.model.metric.InstancePoint;
import io.skerry.model.metric.InstanceSeries;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.metric.RoutePoint;
import io.skerry.model.metric.RouteSeries;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.name.TenantName;
import io.skerry.model.setting.SettingRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of each message that protocol 1 knows, by the name of its golden file. */
final class EveryMessage {

    private static final Epoch EPOCH = new Epoch("inc-1", 7);
    private static final String DIGEST = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final byte[] BODY = "{\"uid\":\"u-1\"}".getBytes(UTF_8);
    private static final TenantName ACME = new TenantName("acme");

    private EveryMessage() {}

    static Map<String, Message> byName() {
        var all = new LinkedHashMap<String, Message>();
        all.put(
                "hello",
                new Hello(
                        "agent-1",
                        "run-1",
                        "store-1",
                        List.of("worker", "builder"),
                        1,
                        "0.1.0",
                        "inc-1",
                        41,
                        "chain-41",
                        "0".repeat(64),
                        List.of("http://127.0.0.1:20000")));
        all.put("welcome", new Welcome(EPOCH, 12, 0));
        all.put("goaway", new Goaway(1500, "the hub restarts"));
        all.put("put", new Put(EPOCH, "wanted/component/acme/shop/web", 42, DIGEST, BODY));
        all.put("tombstone", new Tombstone(EPOCH, "wanted/component/acme/shop/web", 43, "op-1"));
        all.put("bookmark", new Bookmark(EPOCH, 43, "chain-43", "f".repeat(64)));
        all.put("received", new Received(EPOCH, 43));
        all.put("command", new Command(EPOCH, "cmd-1", "build.start", "b-1", 60_000, BODY));
        all.put("report-status", new Report(EPOCH, 13, 250, new StatusItem("seen/component/acme/shop/web", BODY)));
        all.put("report-gone", new Report(EPOCH, 14, 0, new StatusItem("seen/component/acme/shop/web", null)));
        all.put("report-result", new Report(EPOCH, 15, 5, new CommandResult("cmd-1", true, BODY, null)));
        all.put(
                "report-failure",
                new Report(
                        EPOCH,
                        16,
                        5,
                        new CommandResult(
                                "cmd-2",
                                true,
                                null,
                                Cause.of(ErrorCode.BUILD_FAILED, "the build ended with 1", "read the log"))));
        all.put(
                "report-event",
                new Report(EPOCH, 17, 5, new EventItem("repaired", "two objects", Map.of("count", "2"))));
        all.put("report-told", new Report(EPOCH, 0, 250, new AllTold()));
        all.put("reportAck", new ReportAck(EPOCH, 17));
        all.put("unsupported", new Unsupported("teleport"));
        all.put("enrol", new Enrol("ske_east_00_11", "agent-1", "-----BEGIN CERTIFICATE REQUEST-----"));
        all.put("enrolled", new Enrolled(new DataCenterName("east"), "leaf", "root"));
        all.put("recover", new Recover("agent-1", "csr", "old", "cHJvb2Y="));
        all.put("refused", new Refused(Cause.of(ErrorCode.UNAUTHENTICATED, "the token is not good", null)));
        all.put("syncRequest", new SyncRequest(EPOCH, 41));
        all.put("artifactRequest", new ArtifactRequest("sha256:" + DIGEST, 65_536));
        all.put("artifactOffer", new ArtifactOffer("sha256:" + DIGEST, 1 << 20));
        all.put("chunk", new Chunk("sha256:" + DIGEST, 0, 13, BODY));
        all.put(
                "logRequest",
                new LogRequest(new LogQuery(
                        new ApplicationRef(ACME, "shop"),
                        LogStream.Origin.INSTANCE,
                        "web",
                        null,
                        false,
                        Instant.EPOCH,
                        100,
                        true)));
        all.put(
                "logChunk",
                new LogChunk(List.of(new LogLine(
                        LogStream.build(new ComponentRef(ACME, "shop", "web"), "b-1"),
                        3,
                        Instant.EPOCH,
                        "done",
                        2L,
                        null))));
        all.put(
                "logRequest-search",
                new LogRequest(new LogQuery(
                                new ApplicationRef(ACME, "shop"),
                                LogStream.Origin.INSTANCE,
                                "web",
                                null,
                                false,
                                Instant.EPOCH,
                                null,
                                false)
                        .until(Instant.EPOCH)
                        .matching(new LogMatch("paid", "order-[0-9]+", Map.of("user", "7"), LogLevel.WARN))));
        all.put(
                "logChunk-numbered",
                new LogChunk(List.of(new LogLine(
                        LogStream.instance(new ComponentRef(ACME, "shop", "web"), "web-1"),
                        3,
                        Instant.EPOCH,
                        "done",
                        2L,
                        41L))));
        all.put("digests", new Digests(EPOCH, 43, Map.of("wanted/component/acme/shop/web", 42L)));
        all.put("accepted", new Accepted());
        all.put("ping", new Ping());
        all.put("openBulk", new OpenBulk(EPOCH));
        all.put("settingRequest", new SettingRequest("build-tools"));
        all.put(
                "settingContent",
                new SettingContent(
                        new SettingRef("build-tools", 3, "c0ffee"),
                        new ToolConfiguration(
                                Map.of(".npmrc", "registry=https://registry.example/"),
                                Map.of("HTTPS_PROXY", "http://proxy.example:3128"),
                                "-----BEGIN CERTIFICATE-----")));
        all.put("metricsRequest", new MetricsRequest(new MetricsQuery(new ApplicationRef(ACME, "shop"), 300, 10)));
        all.put(
                "metricsChunk",
                new MetricsChunk(
                        List.of(new InstanceSeries(
                                new ComponentRef(ACME, "shop", "web"),
                                "web-1",
                                List.of(new InstancePoint(2_500, 10_000, 1_250, 50 << 20, 12, 34, 1, 3 << 20)))),
                        List.of(new RouteSeries(
                                new ApplicationRef(ACME, "shop"),
                                "web",
                                List.of(new RoutePoint(
                                        2_500, 10_000, 1_000, 3, 2, 1, 500, 43_000, 7, 1.5, 12.25, null))))));
        return all;
    }
}
