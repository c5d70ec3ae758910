package io.skerry.hub.datacenter.link;

import io.skerry.hub.resource.Database;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Repository;

/** Which artifacts a data center has to do with: an agent sees those of its own data center only. */
@Repository
class ArtifactAccessRepository {

    private final Database database;

    ArtifactAccessRepository(Database database) {
        this.database = database;
    }

    /** Whether something the data center must hold, or was ordered to do, names the artifact. */
    boolean mayFetch(String dc, String digest) {
        var text = digest.getBytes(StandardCharsets.US_ASCII);
        return database.platform(() -> database.sql()
                .sql(
                        "select exists (select from site_object where dc = :dc and not tombstone and position(:text in body) > 0)"
                                + " or exists (select from command where dc = :dc and state <> 'done' and position(:text in body) > 0)")
                .param("dc", dc)
                .param("text", text)
                .query(Boolean.class)
                .single());
    }

    /** Whether the data center was ordered to build something and has not ended it. */
    boolean mayBuild(String dc) {
        return database.platform(() -> database.sql()
                .sql("select exists (select from command where dc = ? and type = 'build.start' and state <> 'done')")
                .param(dc)
                .query(Boolean.class)
                .single());
    }
}
