package io.skerry.hub.telemetry;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.EventStream;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Standing;
import io.skerry.hub.api.StreamLimit;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.build.BuildRecord;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream.Origin;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.resource.Kind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Log lines as server-sent events: {@code line} as they come, {@code site} when a data center answers, is done, or does not answer. */
@RestController
class LogController {

    private final LogFan fan;
    private final ApplicationParts parts;
    private final Resources resources;
    private final Gate gate;
    private final StreamLimit streams;

    LogController(LogFan fan, ApplicationParts parts, Resources resources, Gate gate, StreamLimit streams) {
        this.fan = fan;
        this.parts = parts;
        this.resources = resources;
        this.gate = gate;
        this.streams = streams;
    }

    @GetMapping("/api/v1/tenants/{tenant}/applications/{application}/logs")
    void instances(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestAttribute(Standing.ATTRIBUTE) Standing standing,
            @PathVariable String tenant,
            @PathVariable String application,
            @RequestParam(required = false) @Nullable String component,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable String dataCenter,
            @RequestParam(defaultValue = "false") boolean previous,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable Integer tail,
            @RequestParam(defaultValue = "false") boolean follow,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var place = Place.tenant(Kind.APPLICATION, tenant);
        gate.require(caller, Verb.READ, place, application);
        var found = parts.find(tenant, application).orElseThrow(HubException::notFound);
        var ref = new ApplicationRef(new TenantName(tenant), application);
        var begin = instant("since", since);
        var query = new LogQuery(ref, Origin.INSTANCE, component, instance, previous, begin, tail, follow)
                .until(instant("until", until))
                .matching(SearchParameters.of(parameters).match());
        var sites = dataCenter == null ? parts.dataCenters(found) : List.of(dataCenter);
        try (var _ = streams.enter(caller)) {
            fan.run(sites, query, () -> stillReads(standing, place), EventStream.open(response));
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/applications/{application}/builds/{build}/log")
    void build(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestAttribute(Standing.ATTRIBUTE) Standing standing,
            @PathVariable String tenant,
            @PathVariable String application,
            @PathVariable String build,
            @RequestParam(defaultValue = "false") boolean follow,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var place = Place.application(Kind.BUILD, tenant, application);
        gate.require(caller, Verb.READ, place, build);
        var record = resources.get(place, build).spec(BuildRecord.class);
        var ref = new ApplicationRef(new TenantName(tenant), application);
        var query = new LogQuery(
                ref, Origin.BUILD, record.component(), record.order().id(), false, null, null, follow);
        var sites = record.dataCenter() == null ? List.<String>of() : List.of(record.dataCenter());
        try (var _ = streams.enter(caller)) {
            fan.run(sites, query, () -> stillReads(standing, place), EventStream.open(response));
        }
    }

    private boolean stillReads(Standing standing, Place place) {
        return standing.caller()
                .filter(now -> gate.allows(now, Verb.READ, place))
                .isPresent();
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw HubException.of(
                    ErrorCode.MALFORMED,
                    "'" + text + "' is no value of '" + name + "'.",
                    "Write a time like 2026-01-31T12:00:00Z.");
        }
    }
}
