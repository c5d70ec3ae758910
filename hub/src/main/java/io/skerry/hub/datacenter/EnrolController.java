package io.skerry.hub.datacenter;

import io.skerry.hub.api.Caller;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.Idempotency;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.resource.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Hands out one-use tokens that a data center's agents enrol with. */
@RestController
class EnrolController {

    private final EnrolmentTokens tokens;
    private final Resources resources;
    private final SiteLink link;
    private final Gate gate;
    private final Idempotency idempotency;
    private final AuditSink audit;

    EnrolController(
            EnrolmentTokens tokens,
            Resources resources,
            SiteLink link,
            Gate gate,
            Idempotency idempotency,
            AuditSink audit) {
        this.tokens = tokens;
        this.resources = resources;
        this.link = link;
        this.gate = gate;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    @PostMapping("/api/v1/data-centers/{dataCenter}:enrol")
    ResponseEntity<Object> enrol(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String dataCenter,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var place = Place.platform(Kind.DATA_CENTER);
        gate.require(caller, Verb.ACT, place, dataCenter);
        return idempotency
                .onceShown(caller, null, key, new byte[0], place.path(dataCenter) + ":enrol", () -> {
                    var found = resources.get(place, dataCenter);
                    var token = tokens.issue(new DataCenterName(found.name()));
                    audit.record(caller, "enrol", place, found.name(), found.uid(), "done");
                    var shown = Map.of("token", token, "validMinutes", 10, "hubLink", "127.0.0.1:" + link.port());
                    return new Answer(201, null, null, shown);
                })
                .response();
    }
}
