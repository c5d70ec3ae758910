package io.skerry.hub.datacenter;

import io.skerry.hub.api.Caller;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.resource.Kind;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Hands out one-use tokens that a data center's agents enrol with. */
@RestController
class EnrolController {

    private final EnrolmentTokens tokens;
    private final Resources resources;
    private final SiteLink link;
    private final Gate gate;

    EnrolController(EnrolmentTokens tokens, Resources resources, SiteLink link, Gate gate) {
        this.tokens = tokens;
        this.resources = resources;
        this.link = link;
        this.gate = gate;
    }

    @PostMapping("/api/v1/data-centers/{dataCenter}:enrol")
    ResponseEntity<Object> enrol(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String dataCenter) {
        var place = Place.platform(Kind.DATA_CENTER);
        gate.require(caller, Verb.ACT, place, dataCenter);
        var name = new DataCenterName(resources.get(place, dataCenter).name());
        return ResponseEntity.status(201)
                .body(Map.of("token", tokens.issue(name), "validMinutes", 10, "hubLink", "127.0.0.1:" + link.port()));
    }
}
