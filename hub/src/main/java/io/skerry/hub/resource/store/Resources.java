package io.skerry.hub.resource.store;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Cursor;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Selector;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.hub.resource.KindDefinition.Admission;
import io.skerry.hub.resource.Kinds;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.feed.ChangeFeed;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.Label;
import io.skerry.model.resource.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.JsonNode;

/**
 * The store every feature keeps its resources in. Each act decodes strictly, validates, admits, stores, audits and feeds in one transaction;
 * it joins the caller's transaction if one runs, so that several acts stand or fall together.
 */
public final class Resources {

    /** What the specs of one slice may take; read and written as JSON they take a multiple in memory. */
    public static final long SLICE_BYTES = 4L << 20;

    private final Database database;
    private final ResourceRepository rows;
    private final Kinds kinds;
    private final AuditSink audit;
    private final ChangeFeed feed;
    private final Clock clock;

    Resources(Database database, ResourceRepository rows, Kinds kinds, AuditSink audit, ChangeFeed feed, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.kinds = kinds;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /** The object of that name, empty if there is none. */
    public Optional<Stored> find(Place place, String name) {
        return database.as(place.tenant(), () -> rows.find(place, name));
    }

    /** The object of that uid, empty if there is none. */
    public Optional<Stored> find(UUID uid) {
        return database.platform(() -> rows.find(uid));
    }

    /** The object of that name. */
    public Stored get(Place place, String name) {
        return find(place, name).orElseThrow(HubException::notFound);
    }

    /** The object of that name, kept from being changed by others until the running transaction ends. */
    public Stored lock(Place place, String name) {
        return rows.lock(place, name).orElseThrow(HubException::notFound);
    }

    /** The object of that name, kept from being removed until the running transaction ends; empty if there is none. */
    public Optional<Stored> reference(Place place, String name) {
        return rows.lockReferenced(place, name);
    }

    /** Every object in a place, in name order. */
    public List<Stored> all(Place place) {
        return page(place, false, Selector.ALL, new Cursor("", ""), Integer.MAX_VALUE);
    }

    /**
     * Objects after a cursor, in (scope, name) order.
     *
     * @param everyScope of every application of the tenant
     */
    public List<Stored> page(Place place, boolean everyScope, Selector selector, Cursor after, int limit) {
        return database.as(place.tenant(), () -> rows.page(place, everyScope, selector, after, limit));
    }

    /**
     * As many objects after a cursor as one answer may hold, in (scope, name) order: their number is limited, and so is what their specs
     * take, since a few large ones are as much as many small ones.
     */
    public Slice slice(Place place, Selector selector, Cursor after, int limit) {
        return database.as(place.tenant(), () -> rows.slice(place, selector, after, limit, SLICE_BYTES));
    }

    /** Stores a new object; refused if the name is taken. */
    public Stored create(Caller caller, Place place, String name, Map<String, String> labels, JsonNode spec) {
        requireName(place.kind(), name);
        return database.as(place.tenant(), () -> insert(caller, place, name, labels, spec, kinds.of(place.kind())));
    }

    /**
     * Changes an object. A spec equal to the stored one and equal labels change nothing.
     *
     * @param ifVersion the version the caller has seen; null when Skerry itself changes it
     */
    public Stored update(
            Caller caller,
            Place place,
            String name,
            @Nullable Long ifVersion,
            Map<String, String> labels,
            JsonNode spec) {
        return database.as(place.tenant(), () -> {
            var before = rows.lock(place, name).orElseThrow(HubException::notFound);
            requireVersion(before, ifVersion);
            if (before.deleting() != null) {
                throw HubException.conflict(
                        "'" + name + "' is being deleted.", "Wait until it is gone, or follow its operation.");
            }
            return replace(caller, before, labels, spec, kinds.of(place.kind()));
        });
    }

    /**
     * Removes an object; one whose kind is finalised stays, {@code deleting}, until {@link #remove}.
     *
     * @return the object as it was, or as it is while it is being taken away
     */
    public Stored delete(Caller caller, Place place, String name, @Nullable Long ifVersion) {
        return database.as(place.tenant(), () -> {
            var before = rows.lock(place, name).orElseThrow(HubException::notFound);
            requireVersion(before, ifVersion);
            if (before.deleting() != null) {
                return before;
            }
            return takeAway(caller, before, kinds.of(place.kind()));
        });
    }

    /** Removes an object for good, once nothing holds parts of it. */
    public void remove(Stored object) {
        database.as(object.place().tenant(), () -> {
            rows.lock(object.place(), object.name()).ifPresent(row -> {
                rows.delete(row.uid());
                rows.recordChange(row, "delete", row.labels(), null);
                kinds.of(row.place().kind()).removed(row);
                Database.afterCommit(feed::changed);
            });
            return true;
        });
    }

    private <S> Stored insert(
            Caller caller,
            Place place,
            String name,
            Map<String, String> labels,
            JsonNode spec,
            KindDefinition<S> kind) {
        requireParents(place);
        var typed = kinds.read(kind, spec);
        var act = new Admission<>(caller, place, name, null, typed, null);
        var kept = kind.kept(act, spec);
        kind.admit(act);
        var now = clock.instant();
        var row = new Stored(UUID.randomUUID(), place, name, 1, 1, labels, kept, now, now, null);
        try {
            rows.insert(row);
        } catch (DuplicateKeyException e) {
            throw HubException.conflict(
                    "There is a " + place.kind().text() + " '" + name + "' already.",
                    "Choose another name, or change that one.");
        }
        rows.recordChange(row, "put", null, labels);
        kind.stored(new Admission<>(caller, place, name, null, typed, row));
        return finish(caller, "create", row);
    }

    /** What an object stands in has to be there, and stays until the running transaction ends. */
    private void requireParents(Place place) {
        if (place.tenant() != null
                && reference(Place.platform(Kind.TENANT), place.tenant()).isEmpty()) {
            throw HubException.notFound();
        }
        if (!place.scope().isEmpty()) {
            var application = reference(Place.tenant(Kind.APPLICATION, String.valueOf(place.tenant())), place.scope())
                    .orElseThrow(HubException::notFound);
            if (application.deleting() != null) {
                throw HubException.conflict(
                        "Application '" + application.name() + "' is being deleted.",
                        "Wait until it is gone, then make it anew.");
            }
        }
    }

    private <S> Stored replace(
            Caller caller, Stored before, Map<String, String> labels, JsonNode spec, KindDefinition<S> kind) {
        if (before.spec().equals(spec) && before.labels().equals(labels)) {
            return before;
        }
        var typed = kinds.read(kind, spec);
        var act = new Admission<>(caller, before.place(), before.name(), before, typed, null);
        var kept = kind.kept(act, spec);
        var sameSpec = before.spec().equals(kept);
        if (sameSpec && before.labels().equals(labels)) {
            return before;
        }
        kind.admit(act);
        var after = new Stored(
                before.uid(),
                before.place(),
                before.name(),
                before.version() + 1,
                sameSpec ? before.generation() : before.generation() + 1,
                labels,
                kept,
                before.created(),
                clock.instant(),
                null);
        rows.update(after);
        rows.recordChange(after, "put", before.labels(), labels);
        kind.stored(new Admission<>(caller, before.place(), before.name(), before, typed, after));
        return finish(caller, "update", after);
    }

    private <S> Stored takeAway(Caller caller, Stored before, KindDefinition<S> kind) {
        kind.admit(new Admission<>(caller, before.place(), before.name(), before, null, null));
        var after = new Stored(
                before.uid(),
                before.place(),
                before.name(),
                before.version() + 1,
                before.generation(),
                before.labels(),
                before.spec(),
                before.created(),
                clock.instant(),
                clock.instant());
        if (kind.finalised()) {
            rows.update(after);
            rows.recordChange(after, "put", before.labels(), before.labels());
        } else {
            rows.delete(before.uid());
            rows.recordChange(after, "delete", before.labels(), null);
        }
        kind.stored(new Admission<>(caller, before.place(), before.name(), before, null, after));
        return finish(caller, "delete", after);
    }

    private Stored finish(Caller caller, String verb, Stored row) {
        audit.record(caller, verb, row.place(), row.name(), row.uid(), "done");
        Database.afterCommit(feed::changed);
        return row;
    }

    private static void requireName(Kind kind, String name) {
        try {
            Label.require(kind.text(), name);
        } catch (InvalidInput e) {
            throw HubException.invalid("/name", e.getMessage() + ".");
        }
    }

    private static void requireVersion(Stored row, @Nullable Long ifVersion) {
        if (ifVersion != null && !Objects.equals(ifVersion, row.version())) {
            throw HubException.of(
                    ErrorCode.STALE_VERSION,
                    "'" + row.name() + "' is at version " + row.version() + ", not " + ifVersion + ".",
                    "Read it again, look at what changed, and repeat the change on that version.");
        }
    }
}
