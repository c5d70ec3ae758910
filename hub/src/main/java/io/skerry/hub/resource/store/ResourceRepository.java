package io.skerry.hub.resource.store;

import io.skerry.hub.api.Cursor;
import io.skerry.hub.api.Json;
import io.skerry.hub.api.Selector;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.model.resource.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of the table {@code resource}. Every query states the tenant, though row-level security would hold without. */
final class ResourceRepository {

    private static final String COLUMNS =
            "uid, kind, tenant, scope, name, version, generation, labels, spec, created, updated, deleting";
    private static final String AT = " where coalesce(tenant, '') = :tenant and kind = :kind and scope = :scope";

    private final Database database;

    ResourceRepository(Database database) {
        this.database = database;
    }

    Optional<Stored> find(Place place, String name) {
        return select(AT + " and name = :name", place, Map.of("name", name)).stream()
                .findFirst();
    }

    /** Locks the row against changes until the transaction ends. */
    Optional<Stored> lock(Place place, String name) {
        return select(AT + " and name = :name for update", place, Map.of("name", name)).stream()
                .findFirst();
    }

    /** Locks the row against removal until the transaction ends; others may refer to it at the same time. */
    Optional<Stored> lockReferenced(Place place, String name) {
        return select(AT + " and name = :name for key share", place, Map.of("name", name)).stream()
                .findFirst();
    }

    Optional<Stored> find(UUID uid) {
        return database.sql()
                .sql("select " + COLUMNS + " from resource where uid = ?")
                .param(uid)
                .query(ResourceRepository::stored)
                .optional();
    }

    List<Stored> page(Place place, boolean everyScope, Selector selector, Cursor after, int limit) {
        return database.sql()
                .sql("select " + COLUMNS + " from resource where coalesce(tenant, '') = :tenant and kind = :kind"
                        + (everyScope ? "" : " and scope = :scope")
                        + (selector.labels().isEmpty() ? "" : " and labels @> cast(:labels as jsonb)")
                        + " and (scope, name) > (:afterScope, :afterName) order by scope, name limit :limit")
                .param("tenant", Objects.requireNonNullElse(place.tenant(), ""))
                .param("kind", place.kind().text())
                .param("scope", place.scope())
                .param("labels", Json.text(selector.labels()))
                .param("afterScope", after.scope())
                .param("afterName", after.name())
                .param("limit", limit)
                .query(ResourceRepository::stored)
                .list();
    }

    /** As {@link #page}, but no more than so many bytes of specs, and the first row in any case. */
    Slice slice(Place place, Selector selector, Cursor after, int limit, long mostBytes) {
        var found = new AtomicLong();
        var rows = database.sql()
                .sql("with found as (select " + COLUMNS + " from resource" + AT
                        + (selector.labels().isEmpty() ? "" : " and labels @> cast(:labels as jsonb)")
                        + " and (scope, name) > (:afterScope, :afterName) order by scope, name limit :limit),"
                        + " sized as (select found.*, count(*) over () as found, sum(octet_length(spec::text)) over (order by scope, name)"
                        + " - octet_length(spec::text) as before from found)"
                        + " select " + COLUMNS
                        + ", found from sized where before < :mostBytes order by scope, name limit :limit - 1")
                .param("tenant", Objects.requireNonNullElse(place.tenant(), ""))
                .param("kind", place.kind().text())
                .param("scope", place.scope())
                .param("labels", Json.text(selector.labels()))
                .param("afterScope", after.scope())
                .param("afterName", after.name())
                .param("limit", limit + 1)
                .param("mostBytes", mostBytes)
                .query((row, number) -> {
                    found.set(row.getLong("found"));
                    return stored(row, number);
                })
                .list();
        return new Slice(rows, found.get() > rows.size());
    }

    void insert(Stored row) {
        database.sql()
                .sql("insert into resource (" + COLUMNS
                        + ") values (:uid, :kind, :tenant, :scope, :name, :version, :generation,"
                        + " cast(:labels as jsonb), cast(:spec as json), :created, :updated, :deleting)")
                .params(columns(row))
                .update();
    }

    void update(Stored row) {
        database.sql()
                .sql(
                        "update resource set version = :version, generation = :generation, labels = cast(:labels as jsonb),"
                                + " spec = cast(:spec as json), updated = :updated, deleting = :deleting where uid = :uid")
                .params(columns(row))
                .update();
    }

    void delete(UUID uid) {
        database.sql().sql("delete from resource where uid = ?").param(uid).update();
    }

    void recordChange(
            Stored row, String op, @Nullable Map<String, String> before, @Nullable Map<String, String> after) {
        database.sql()
                .sql(
                        "insert into change (tenant, kind, scope, name, uid, version, op, labels_before, labels_after) values"
                                + " (:tenant, :kind, :scope, :name, :uid, :version, :op, cast(:before as jsonb), cast(:after as jsonb))")
                .params(columns(row))
                .param("op", op)
                .param("before", before == null ? null : Json.text(before))
                .param("after", after == null ? null : Json.text(after))
                .update();
    }

    private List<Stored> select(String where, Place place, Map<String, Object> parameters) {
        return database.sql()
                .sql("select " + COLUMNS + " from resource" + where)
                .param("tenant", Objects.requireNonNullElse(place.tenant(), ""))
                .param("kind", place.kind().text())
                .param("scope", place.scope())
                .params(parameters)
                .query(ResourceRepository::stored)
                .list();
    }

    private static Map<String, @Nullable Object> columns(Stored row) {
        var columns = new java.util.HashMap<String, @Nullable Object>();
        columns.put("uid", row.uid());
        columns.put("kind", row.place().kind().text());
        columns.put("tenant", row.place().tenant());
        columns.put("scope", row.place().scope());
        columns.put("name", row.name());
        columns.put("version", row.version());
        columns.put("generation", row.generation());
        columns.put("labels", Json.text(row.labels()));
        columns.put("spec", Json.text(row.spec()));
        columns.put("created", Timestamp.from(row.created()));
        columns.put("updated", Timestamp.from(row.updated()));
        columns.put("deleting", row.deleting() == null ? null : Timestamp.from(row.deleting()));
        return columns;
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getObject("uid", UUID.class),
                new Place(Kind.of(row.getString("kind")), row.getString("tenant"), row.getString("scope")),
                row.getString("name"),
                row.getLong("version"),
                row.getLong("generation"),
                labels(row.getString("labels")),
                Json.parse(row.getString("spec")),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant(),
                instant(row.getTimestamp("deleting")));
    }

    private static Map<String, String> labels(String json) {
        return Json.parse(json).properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asString()));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
