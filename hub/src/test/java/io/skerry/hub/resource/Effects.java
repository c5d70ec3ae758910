package io.skerry.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import java.util.Collection;

/** What acts left behind in the database: rows, changes and audit entries. */
final class Effects {

    private final Database database;

    Effects(TestHub hub) {
        this.database = hub.bean(Database.class);
    }

    /** Each of these was done, and nothing was done twice or besides. */
    void eachOnce(String prefix, Collection<String> names) {
        for (var table : new String[] {"resource", "change", "audit"}) {
            assertThat(names(table, prefix, "=")).as(table).containsExactlyInAnyOrderElementsOf(names);
            assertThat(names(table, prefix, ">")).as("double in %s", table).isEmpty();
        }
    }

    private Collection<String> names(String table, String prefix, String times) {
        return database.platform(() -> database.sql()
                .sql("select name from " + table + " where kind = 'application' and name like ? group by name"
                        + " having count(*) " + times + " 1")
                .param(prefix + "%")
                .query(String.class)
                .list());
    }
}
