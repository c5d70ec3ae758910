package io.skerry.hub.resource.web;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Cursor;
import io.skerry.hub.api.EventStream;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Selector;
import io.skerry.hub.api.Standing;
import io.skerry.hub.api.StreamLimit;
import io.skerry.hub.resource.Kinds;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.feed.ChangeFeed;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import io.skerry.model.resource.Resource;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists resources in pages and watches them. */
@RestController
class ListController {

    private static final String PLATFORM = "/api/v1/{plural}";
    private static final String TENANT = "/api/v1/tenants/{tenant}/{plural}";
    private static final String APPLICATION = "/api/v1/tenants/{tenant}/applications/{application}/{plural}";
    private static final int MOST = 500;

    private final Kinds kinds;
    private final Resources resources;
    private final ResourceViews views;
    private final Gate gate;
    private final ChangeFeed feed;
    private final Watches watches;
    private final StreamLimit streams;

    ListController(
            Kinds kinds,
            Resources resources,
            ResourceViews views,
            Gate gate,
            ChangeFeed feed,
            Watches watches,
            StreamLimit streams) {
        this.kinds = kinds;
        this.resources = resources;
        this.views = views;
        this.gate = gate;
        this.feed = feed;
        this.watches = watches;
        this.streams = streams;
    }

    /**
     * One page.
     *
     * @param revision a watch from here on misses nothing of what this list did not show
     * @param next cursor of the next page, absent on the last
     */
    record Page(
            List<Resource<Object, Object>> items,
            long revision,
            @Nullable String next) {}

    @GetMapping({PLATFORM, TENANT, APPLICATION})
    Page list(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable Map<String, String> path,
            @RequestParam(required = false) @Nullable String selector,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String dataCenter) {
        var place = readable(caller, path);
        return page(place, Selector.parse(selector), Cursor.parse(cursor), limit, View.of(view, dataCenter));
    }

    @GetMapping(
            path = {PLATFORM, TENANT, APPLICATION},
            params = "watch=true")
    void watch(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestAttribute(Standing.ATTRIBUTE) Standing standing,
            @PathVariable Map<String, String> path,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEvent,
            @RequestParam(required = false) @Nullable String selector,
            @RequestParam(required = false) @Nullable Long revision,
            HttpServletResponse response)
            throws IOException {
        var place = readable(caller, path);
        var resume = resumeAt(lastEvent, revision);
        var from = resume == null ? feed.revision() : resume;
        feed.requireKept(from);
        var watcher = new Watches.Watcher(
                place,
                Selector.parse(selector),
                () -> standing.caller()
                        .filter(now -> gate.allows(now, Verb.READ, place))
                        .isPresent());
        try (var _ = streams.enter(caller)) {
            watches.run(watcher, from, resume != null, EventStream.open(response));
        }
    }

    private Place readable(Caller caller, Map<String, String> path) {
        var place = ResourcePath.of(kinds, path).place();
        gate.require(caller, Verb.READ, place, null);
        requireParent(place);
        return place;
    }

    private Page page(Place place, Selector selector, Cursor after, int limit, View view) {
        if (limit < 1 || limit > MOST) {
            throw HubException.of(ErrorCode.MALFORMED, "'limit' is 1 to " + MOST + ".", null);
        }
        var revision = feed.revision();
        var slice = resources.slice(place, selector, after, limit);
        var last = slice.more() ? slice.rows().getLast() : null;
        var next = last == null ? null : new Cursor(last.place().scope(), last.name()).text();
        return new Page(views.of(place.tenant(), slice.rows(), view), revision, next);
    }

    private static @Nullable Long resumeAt(@Nullable String lastEvent, @Nullable Long revision) {
        if (lastEvent == null) {
            return revision;
        }
        if (!lastEvent.matches("\\d{1,18}")) {
            throw HubException.of(ErrorCode.MALFORMED, "'" + lastEvent + "' is no Last-Event-ID of this stream.", null);
        }
        return Long.valueOf(lastEvent);
    }

    /** A list under a tenant or an application that does not exist is not empty: it is not there. */
    private void requireParent(Place place) {
        if (place.tenant() != null) {
            resources.get(Place.platform(Kind.TENANT), place.tenant());
        }
        if (!place.scope().isEmpty()) {
            resources.get(Place.tenant(Kind.APPLICATION, String.valueOf(place.tenant())), place.scope());
        }
    }
}
