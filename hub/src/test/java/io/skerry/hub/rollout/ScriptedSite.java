package io.skerry.hub.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skerry.hub.TestHub;
import io.skerry.hub.api.Json;
import io.skerry.hub.datacenter.report.ReportIntake;
import io.skerry.hub.resource.Database;
import io.skerry.model.error.Cause;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Report;
import io.skerry.model.message.StatusItem;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.resource.Phase;
import io.skerry.model.run.RunResult;
import io.skerry.model.seen.ComponentSeen;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A data center whose words are said by hand, without an agent: its session stands in the table, its reports go to the intake. */
public final class ScriptedSite {

    private final TestHub hub;
    private final String name;
    private final Epoch epoch;
    private long seq;
    private boolean heard;

    private ScriptedSite(TestHub hub, String name, Epoch epoch) {
        this.hub = hub;
        this.name = name;
        this.epoch = epoch;
    }

    /** Adds a data center that nobody has heard yet. */
    public static ScriptedSite add(TestHub hub, String name) {
        hub.post("/api/v1/data-centers", "{\"name\": \"" + name + "\", \"spec\": {\"runtime\": \"process\"}}");
        var incarnation = hub.bean(Database.class)
                .platform(() -> hub.bean(Database.class)
                        .sql()
                        .sql("select incarnation from hub_identity")
                        .query(String.class)
                        .single());
        return new ScriptedSite(hub, name, new Epoch(incarnation, 1));
    }

    /** From now on it answers, and does everything. */
    public ScriptedSite answers() {
        return answers("worker builder relay monitor");
    }

    /** From now on it answers, and its agent has these roles. */
    public ScriptedSite answers(String roles) {
        heard = true;
        execute(
                "insert into site_session (dc, incarnation, epoch, agent, run_id, store_id, hub, roles, seen)"
                        + " values (?, ?, 1, 'a', 'r', 's', 'h', ?, now() + interval '1 hour') on conflict (dc) do update"
                        + " set seen = excluded.seen, roles = excluded.roles, closed = null",
                name,
                epoch.incarnation(),
                roles);
        return this;
    }

    boolean isHeard() {
        return heard;
    }

    /** Its connection is gone, a moment after its last word. */
    void breaksOff() {
        execute("update site_session set closed = now(), seen = now() where dc = ?", name);
    }

    /** Nothing was heard of it for as long. */
    public void silentFor(String interval) {
        execute(
                "update site_session set closed = now(), seen = now() - cast(? as interval) where dc = ?",
                interval,
                name);
    }

    /** Says that a component of {@code acme/shop} serves a release with one instance. */
    void serves(String component, long release) {
        says(component, release, release, 1, Phase.RUNNING, null);
    }

    /** Says how a component of {@code acme/shop} is. */
    void says(String component, long release, @Nullable Long serving, int ready, Phase phase, @Nullable Cause cause) {
        var uid = hub.get("/api/v1/tenants/acme/applications/shop/components/" + component)
                .json()
                .get("uid")
                .asString();
        var ref = new ComponentRef(new TenantName("acme"), "shop", component);
        var seen =
                new ComponentSeen(ref, uid, 1, 1, release, serving, 1, ready, true, phase, cause, List.of(), List.of());
        var item = new StatusItem(
                "seen/component/acme/shop/" + component, Json.text(seen).getBytes(UTF_8));
        hub.bean(ReportIntake.class).store(name, "s", epoch, List.of(new Report(epoch, ++seq, 0, item)));
    }

    /** What it is ordered by a command. */
    JsonNode order(String command) {
        return Json.parse(texts("select convert_from(body, 'UTF8') from command where dc = ? and id = ?", name, command)
                .getFirst());
    }

    /** The ids of every command it was ever ordered, of that type. */
    List<String> commands(String type) {
        return texts("select id from command where dc = ? and type = ? order by created", name, type);
    }

    /** A one-off command ended with that code. */
    void runEnds(String command, String instance, int code, @Nullable Cause cause) {
        var result = new RunResult(instance, Instant.EPOCH, Instant.EPOCH, code, List.of("last line"));
        says(new CommandResult(command, true, Json.text(result).getBytes(UTF_8), cause));
    }

    /** Answers a command. */
    void says(CommandResult result) {
        hub.bean(ReportIntake.class).store(name, "s", epoch, List.of(new Report(epoch, ++seq, 0, result)));
    }

    /** The keys that it must hold now. */
    List<String> wanted() {
        return texts("select key from site_object where dc = ? and not tombstone order by key", name);
    }

    /** The acts by which it holds no longer what it held. */
    List<String> removedBy() {
        return texts("select coalesce(operation, 'nobody') from site_object where dc = ? and tombstone", name);
    }

    /** What it must hold under a key. */
    JsonNode body(String key) {
        return Json.parse(
                texts("select convert_from(body, 'UTF8') from site_object where dc = ? and key = ?", name, key)
                        .getFirst());
    }

    private List<String> texts(String query, Object... parameters) {
        var database = hub.bean(Database.class);
        return database.platform(() ->
                database.sql().sql(query).params(parameters).query(String.class).list());
    }

    private void execute(String statement, Object... parameters) {
        var database = hub.bean(Database.class);
        database.platform(() -> database.sql().sql(statement).params(parameters).update());
    }

    static UUID uid(TestHub hub, String path) {
        return UUID.fromString(hub.get(path).json().get("uid").asString());
    }
}
