package io.skerry.hub.datacenter;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.model.resource.Kind;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** A person looked at why a data center was held back, and lets it go on. */
@RestController
class ReviewController {

    private final SiteReviews reviews;
    private final Resources resources;
    private final Database database;
    private final AuditSink audit;
    private final Gate gate;

    ReviewController(SiteReviews reviews, Resources resources, Database database, AuditSink audit, Gate gate) {
        this.reviews = reviews;
        this.resources = resources;
        this.database = database;
        this.audit = audit;
        this.gate = gate;
    }

    @PostMapping("/api/v1/data-centers/{dataCenter}:accept")
    ResponseEntity<Object> accept(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String dataCenter) {
        var place = Place.platform(Kind.DATA_CENTER);
        gate.require(caller, Verb.ACT, place, dataCenter);
        var found = resources.get(place, dataCenter);
        database.platform(() -> {
            if (!reviews.accept(found.name(), "accept-" + UUID.randomUUID())) {
                throw HubException.conflict(
                        "Data center '" + dataCenter + "' is not held back.", "See what it does: skerry dc list.");
            }
            audit.record(caller, "accept", place, dataCenter, found.uid(), "done");
            return true;
        });
        return ResponseEntity.noContent().build();
    }
}
