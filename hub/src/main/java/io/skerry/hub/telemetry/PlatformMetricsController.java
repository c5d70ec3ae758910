package io.skerry.hub.telemetry;

import io.skerry.hub.api.Caller;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.web.Gate;
import io.skerry.model.resource.Kind;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** What Prometheus scrapes of the hub, with a token of an administrator of the platform. */
@RestController
class PlatformMetricsController {

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PlatformMeters meters;
    private final Gate gate;

    PlatformMetricsController(PlatformMeters meters, Gate gate) {
        this.meters = meters;
        this.gate = gate;
    }

    @GetMapping("/api/v1/metrics")
    ResponseEntity<String> scrape(@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        gate.require(caller, Verb.READ, Place.platform(Kind.SETTING), null);
        return ResponseEntity.ok().header("Content-Type", TEXT_FORMAT).body(meters.scrape());
    }
}
