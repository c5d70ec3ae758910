package io.skerry.hub.webhook;

import io.skerry.hub.resource.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The table {@code webhook}; unreadable in a tenant's transaction. */
@Repository
class WebhookRepository {

    private static final String COLUMNS =
            "select id, tenant, scope, component, provider, ref, paths, created from webhook";

    private final Database database;

    WebhookRepository(Database database) {
        this.database = database;
    }

    void add(Webhook hook, byte[] secret) {
        database.platform(() -> database.sql()
                .sql("insert into webhook (id, tenant, scope, component, provider, ref, paths, secret)"
                        + " values (:id, :tenant, :scope, :component, :provider, :ref, :paths, :secret)")
                .param("id", hook.id())
                .param("tenant", hook.tenant())
                .param("scope", hook.application())
                .param("component", hook.component())
                .param("provider", hook.provider().text())
                .param("ref", hook.ref())
                .param("paths", hook.paths().toArray(String[]::new))
                .param("secret", secret)
                .update());
    }

    Optional<Webhook> find(String id) {
        return one(COLUMNS + " where id = ?", id);
    }

    /** Kept from other deliveries until the running transaction ends. */
    Optional<Webhook> lock(String id) {
        return one(COLUMNS + " where id = ? for update", id);
    }

    Optional<byte[]> secret(String id) {
        return database.platform(() -> database.sql()
                .sql("select secret from webhook where id = ?")
                .param(id)
                .query(byte[].class)
                .optional());
    }

    List<Webhook> of(String tenant, String application) {
        return database.platform(() -> database.sql()
                .sql(COLUMNS + " where tenant = ? and scope = ? order by created, id")
                .params(tenant, application)
                .query(WebhookRepository::hook)
                .list());
    }

    void remove(String id) {
        database.platform(() ->
                database.sql().sql("delete from webhook where id = ?").param(id).update());
    }

    private Optional<Webhook> one(String query, String id) {
        return database.platform(() -> database.sql()
                .sql(query)
                .param(id)
                .query(WebhookRepository::hook)
                .optional());
    }

    private static Webhook hook(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("scope"),
                row.getObject("component", UUID.class),
                Provider.of(row.getString("provider")),
                row.getString("ref"),
                List.of((String[]) row.getArray("paths").getArray()),
                row.getTimestamp("created").toInstant());
    }
}
