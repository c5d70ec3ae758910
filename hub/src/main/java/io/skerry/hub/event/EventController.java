package io.skerry.hub.event;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.EventStream;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Standing;
import io.skerry.hub.api.StreamLimit;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.event.Event;
import io.skerry.model.event.EventType;
import io.skerry.model.resource.Kind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened: in pages, newest first, and as server-sent events, oldest first. */
@RestController
class EventController {

    private static final String PATH = "/api/v1/events";
    private static final int MOST = 500;

    private final EventRepository rows;
    private final EventStreams following;
    private final Resources resources;
    private final Gate gate;
    private final StreamLimit streams;
    private final Database database;

    EventController(
            EventRepository rows,
            EventStreams following,
            Resources resources,
            Gate gate,
            StreamLimit streams,
            Database database) {
        this.rows = rows;
        this.following = following;
        this.resources = resources;
        this.gate = gate;
        this.streams = streams;
        this.database = database;
    }

    /** What a request asks for, as it is written. */
    record Asked(
            @Nullable String tenant,
            @Nullable String application,
            @Nullable String component,
            @Nullable String dataCenter,
            @Nullable List<String> type,
            @Nullable String since) {}

    /**
     * One page.
     *
     * @param head a stream after it misses nothing of what this page did not show
     * @param next cursor of the next page, absent on the last
     */
    record Page(List<Event> items, String head, @Nullable String next) {}

    @GetMapping(PATH)
    Page list(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            Asked asked,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        var filter = filter(caller, asked);
        if (limit < 1 || limit > MOST) {
            throw HubException.of(ErrorCode.MALFORMED, "'limit' is 1 to " + MOST + ".", null);
        }
        var before = cursor == null ? Long.MAX_VALUE : id("cursor", cursor);
        return database.as(filter.tenant(), () -> {
            var head = String.valueOf(rows.last());
            var found = rows.before(before, filter, limit + 1);
            return found.size() > limit
                    ? new Page(
                            found.subList(0, limit), head, found.get(limit - 1).id())
                    : new Page(found, head, null);
        });
    }

    @GetMapping(path = PATH, params = "watch=true")
    void watch(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestAttribute(Standing.ATTRIBUTE) Standing standing,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEvent,
            Asked asked,
            @RequestParam(required = false) @Nullable String after,
            HttpServletResponse response)
            throws IOException {
        var filter = filter(caller, asked);
        var resume = lastEvent == null ? after : lastEvent;
        var from = resume == null
                ? database.platform(rows::last)
                : id(lastEvent == null ? "after" : "Last-Event-ID", resume);
        following.requireKept(from);
        var place = place(asked);
        try (var _ = streams.enter(caller)) {
            following.run(
                    filter,
                    from,
                    () -> standing.caller()
                            .filter(now -> gate.allows(now, Verb.READ, place))
                            .isPresent(),
                    EventStream.open(response));
        }
    }

    private EventFilter filter(Caller caller, Asked asked) {
        var place = place(asked);
        gate.require(caller, Verb.READ, place, null);
        requireOuter("application", asked.application(), "tenant", asked.tenant());
        requireOuter("component", asked.component(), "application", asked.application());
        var owner = asked.tenant() == null
                ? null
                : resources.get(Place.platform(Kind.TENANT), asked.tenant()).uid();
        return new EventFilter(
                asked.tenant(),
                owner,
                asked.application(),
                asked.component(),
                asked.dataCenter(),
                types(asked.type()),
                since(asked.since()));
    }

    /** Whoever sees the applications of a tenant sees what happens to them; everything is for who sees every tenant. */
    private static Place place(Asked asked) {
        return asked.tenant() == null ? Place.platform(Kind.TENANT) : Place.tenant(Kind.APPLICATION, asked.tenant());
    }

    private static void requireOuter(String inner, @Nullable String value, String outer, @Nullable String around) {
        if (value != null && around == null) {
            throw HubException.of(
                    ErrorCode.MALFORMED, "'" + inner + "' means nothing without '" + outer + "'.", "Name that too.");
        }
    }

    private static List<EventType> types(@Nullable List<String> names) {
        return names == null
                ? List.of()
                : names.stream()
                        .map(name -> EventType.of(name)
                                .orElseThrow(() -> HubException.of(
                                        ErrorCode.MALFORMED,
                                        "There is no type of event '" + name + "'.",
                                        "There are: " + String.join(", ", EventType.texts()) + ".")))
                        .toList();
    }

    private static @Nullable Instant since(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw HubException.of(
                    ErrorCode.MALFORMED,
                    "'" + text + "' is no value of 'since'.",
                    "Write a time like 2026-01-31T12:00:00Z.");
        }
    }

    private static long id(String name, String text) {
        if (!text.matches("\\d{1,18}")) {
            throw HubException.of(
                    ErrorCode.MALFORMED,
                    "'" + text + "' is no value of '" + name + "'.",
                    "Take it from what the hub answered before.");
        }
        return Long.parseLong(text);
    }
}
