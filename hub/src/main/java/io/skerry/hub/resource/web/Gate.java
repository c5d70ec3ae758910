package io.skerry.hub.resource.web;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Authorizer;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.model.error.ErrorCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks the authorizer before anything else is looked at. What is hidden is answered as what does not exist. */
public final class Gate {

    private final Authorizer authorizer;
    private final AuditSink audit;
    private final Database database;

    public Gate(Authorizer authorizer, AuditSink audit, Database database) {
        this.authorizer = authorizer;
        this.audit = audit;
        this.database = database;
    }

    /** Whether the caller may; refuses and records nothing. */
    public boolean allows(Caller caller, Verb verb, Place place) {
        return authorizer.decide(caller, verb, place, null) == Authorizer.Decision.ALLOWED;
    }

    /** Returns if the caller may; refuses with 403 or 404 if not, and records refused acts. */
    public void require(Caller caller, Verb verb, Place place, @Nullable String name) {
        switch (authorizer.decide(caller, verb, place, name)) {
            case ALLOWED -> {}
            case HIDDEN -> throw HubException.notFound();
            case FORBIDDEN -> {
                database.as(place.tenant(), () -> {
                    audit.record(
                            caller,
                            verb.name().toLowerCase(Locale.ROOT),
                            place,
                            name == null ? "" : name,
                            null,
                            "forbidden");
                    return true;
                });
                throw HubException.of(
                        ErrorCode.FORBIDDEN,
                        "You may not " + verb.name().toLowerCase(Locale.ROOT) + " a "
                                + place.kind().text() + " here.",
                        "Ask an administrator of the platform.");
            }
        }
    }
}
