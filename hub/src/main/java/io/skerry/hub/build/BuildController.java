package io.skerry.hub.build;

import io.skerry.hub.api.Caller;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Cancels a build by its own name; a deployment that waits for it ends with it. */
@RestController
class BuildController {

    private final Builds builds;
    private final Resources resources;
    private final ResourceViews views;
    private final Gate gate;
    private final Database database;
    private final AuditSink audit;

    BuildController(
            Builds builds, Resources resources, ResourceViews views, Gate gate, Database database, AuditSink audit) {
        this.builds = builds;
        this.resources = resources;
        this.views = views;
        this.gate = gate;
        this.database = database;
        this.audit = audit;
    }

    /** A build that has ended stays as it is. */
    @PostMapping("/api/v1/tenants/{tenant}/applications/{application}/builds/{build}:cancel")
    Object cancel(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @PathVariable String build) {
        var place = Place.application(Kind.BUILD, tenant, application);
        gate.require(caller, Verb.ACT, place, build);
        database.platform(() -> {
            var found = resources.get(place, build);
            var ended = builds.progress(found).ended();
            if (!ended) {
                builds.cancel(found);
            }
            audit.record(caller, "cancel", place, build, found.uid(), ended ? ErrorCode.CONFLICT.text() : "done");
            return true;
        });
        return views.of(resources.get(place, build));
    }
}
