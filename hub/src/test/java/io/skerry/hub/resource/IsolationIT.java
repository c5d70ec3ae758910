package io.skerry.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.TestHub;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** What row-level security holds even where a query forgets its tenant. */
class IsolationIT {

    private static final String NAMES = "select distinct tenant from resource where tenant is not null order by tenant";

    private static TestHub hub;
    private static Database database;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        database = hub.bean(Database.class);
        for (var tenant : List.of("acme", "rival")) {
            hub.post("/api/v1/tenants", "{\"name\": \"" + tenant + "\"}");
            hub.post("/api/v1/tenants/" + tenant + "/applications", "{\"name\": \"shop\", \"spec\": {}}");
        }
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aTenantsTransactionSeesItsOwnRowsWhateverItAsks() {
        assertThat(tenants("acme")).containsExactly("acme");
        assertThat(tenants("rival")).containsExactly("rival");
    }

    /** The negative control: the same query without the guard shows both. */
    @Test
    void withoutTheGuardTheSameQuerySeesBoth() {
        assertThat(database.platform(
                        () -> database.sql().sql(NAMES).query(String.class).list()))
                .containsExactly("acme", "rival");
    }

    @Test
    void aTenantsTransactionChangesNothingOfAnother() {
        var changed = database.as(
                "acme",
                () -> database.sql()
                        .sql("update resource set labels = '{\"stolen\": \"yes\"}' where tenant = 'rival'")
                        .update());
        var deleted = database.as(
                "acme",
                () -> database.sql()
                        .sql("delete from resource where tenant = 'rival'")
                        .update());

        assertThat(changed).isZero();
        assertThat(deleted).isZero();
    }

    @Test
    void aTenantsTransactionWritesNothingInAnothersName() {
        assertThatThrownBy(() -> database.as(
                        "acme",
                        () -> database.sql()
                                .sql("insert into resource (uid, kind, tenant, name, version, generation, spec)"
                                        + " values (gen_random_uuid(), 'application', 'rival', 'planted', 1, 1, '{}')")
                                .update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credential",
                "setting_content",
                "audit",
                "enrolment",
                "agent",
                "site_object",
                "site_session",
                "operation_lease"
            })
    void whatIsThePlatformsCannotBeReadByATenant(String table) {
        assertThatThrownBy(() -> database.as(
                        "acme",
                        () -> database.sql()
                                .sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void everyTableOfTheHubIsGuarded() {
        var open = database.platform(() -> database.sql()
                .sql("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
                        + " and not (relrowsecurity and relforcerowsecurity) and relname <> 'flyway_schema_history'")
                .query(String.class)
                .list());

        assertThat(open).isEmpty();
    }

    private static List<String> tenants(String tenant) {
        return database.as(
                tenant, () -> database.sql().sql(NAMES).query(String.class).list());
    }
}
