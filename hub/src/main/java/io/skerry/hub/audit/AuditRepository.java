package io.skerry.hub.audit;

import io.skerry.hub.api.Caller;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The table {@code audit}; rows are only ever added. */
@Repository
class AuditRepository implements AuditSink {

    private final Database database;

    AuditRepository(Database database) {
        this.database = database;
    }

    @Override
    public void record(Caller caller, String verb, Place place, String name, @Nullable UUID uid, String outcome) {
        database.sql()
                .sql(
                        "insert into audit (tenant, subject, verb, kind, scope, name, uid, outcome) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(place.tenant())
                .param(caller.subject())
                .param(verb)
                .param(place.kind().text())
                .param(place.scope())
                .param(name)
                .param(uid)
                .param(outcome)
                .update();
    }
}
