package io.skerry.hub.telemetry;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.quantity.TimeSpan;
import io.skerry.model.resource.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What instances and routes did in the last hour, asked of the data centers themselves. */
@RestController
class MetricsController {

    /** So many points make a chart, unless somebody asks for another step. */
    private static final long USUAL_POINTS = 30;

    private final MetricsFan fan;
    private final ApplicationParts parts;
    private final Resources resources;
    private final Gate gate;

    MetricsController(MetricsFan fan, ApplicationParts parts, Resources resources, Gate gate) {
        this.fan = fan;
        this.parts = parts;
        this.resources = resources;
        this.gate = gate;
    }

    @GetMapping("/api/v1/tenants/{tenant}/applications/{application}/metrics")
    Metrics ofApplication(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @RequestParam(required = false) @Nullable String dataCenter,
            @RequestParam(defaultValue = "5m") String window,
            @RequestParam(required = false) @Nullable String step)
            throws InterruptedException {
        gate.require(caller, Verb.READ, Place.tenant(Kind.APPLICATION, tenant), application);
        var found = parts.find(tenant, application).orElseThrow(HubException::notFound);
        var query = query(new ApplicationRef(new TenantName(tenant), application), window, step);
        return fan.ask(dataCenter == null ? parts.dataCenters(found) : List.of(dataCenter), query);
    }

    @GetMapping("/api/v1/data-centers/{dataCenter}/metrics")
    Metrics ofDataCenter(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String dataCenter,
            @RequestParam(defaultValue = "5m") String window,
            @RequestParam(required = false) @Nullable String step)
            throws InterruptedException {
        var place = Place.platform(Kind.DATA_CENTER);
        gate.require(caller, Verb.READ, place, dataCenter);
        var found = resources.get(place, dataCenter);
        return fan.ask(List.of(found.name()), query(null, window, step));
    }

    private static MetricsQuery query(@Nullable ApplicationRef application, String window, @Nullable String step) {
        var seconds = seconds("window", window);
        var usual = Math.max(
                MetricsQuery.SAMPLE_SECONDS,
                Math.ceilDiv(seconds, USUAL_POINTS * MetricsQuery.SAMPLE_SECONDS) * MetricsQuery.SAMPLE_SECONDS);
        try {
            return new MetricsQuery(application, seconds, step == null ? usual : seconds("step", step));
        } catch (InvalidInput e) {
            throw HubException.of(ErrorCode.MALFORMED, e.getMessage() + ".", "Write lengths like 30s, 5m or 1h.");
        }
    }

    private static long seconds(String name, String text) {
        try {
            return new TimeSpan(text).duration().toSeconds();
        } catch (InvalidInput e) {
            throw HubException.of(
                    ErrorCode.MALFORMED,
                    "'" + text + "' is no value of '" + name + "'.",
                    "Write a length like 30s, 5m or 1h.");
        }
    }
}
