package io.skerry.hub.backup;

import io.skerry.hub.resource.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.stereotype.Repository;

/** When the hub was first started on this database. */
@Repository
class InstallationRepository {

    private final Database database;

    InstallationRepository(Database database) {
        this.database = database;
    }

    Instant installed() {
        return database.platform(() -> database.sql()
                .sql("select min(created) from resource where kind = 'user'")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH));
    }
}
