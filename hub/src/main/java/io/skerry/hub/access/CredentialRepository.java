package io.skerry.hub.access;

import io.skerry.hub.resource.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Password and token hashes; unreadable in a tenant's transaction. */
@Repository
class CredentialRepository {

    private final Database database;

    CredentialRepository(Database database) {
        this.database = database;
    }

    /** The user behind a good token or session. */
    Optional<UUID> userOf(String type, String lookup) {
        return database.platform(() -> database.sql()
                                .sql(
                                        "update credential set last_used = now() where type = ? and lookup = ? and expires > now()"
                                                + " and (last_used is null or last_used < now() - interval '1 minute')")
                                .param(type)
                                .param(lookup)
                                .update()
                        >= 0
                ? database.sql()
                        .sql("select owner from credential where type = ? and lookup = ? and expires > now()")
                        .param(type)
                        .param(lookup)
                        .query(UUID.class)
                        .optional()
                : Optional.empty());
    }

    Optional<String> passwordOf(UUID user) {
        return database.platform(() -> database.sql()
                .sql("select hash from credential where type = 'password' and subject = ?")
                .param(user)
                .query(String.class)
                .optional());
    }

    /** Sets a user's password; the sessions it opened before end. */
    void setPassword(UUID user, String hash) {
        database.platform(() -> {
            database.sql()
                    .sql("delete from credential where type in ('password', 'session') and owner = ?")
                    .param(user)
                    .update();
            return add(user, user, "password", null, hash, null);
        });
    }

    /** @param subject the resource it goes with: the token's, or the user's for a session */
    boolean add(
            UUID subject,
            UUID owner,
            String type,
            @Nullable String lookup,
            @Nullable String hash,
            @Nullable Duration life) {
        return database.platform(() -> database.sql()
                        .sql(
                                "insert into credential (id, subject, owner, type, lookup, hash, expires) values (:id, :subject, :owner,"
                                        + " :type, :lookup, :hash, now() + make_interval(secs => :life))")
                        .param("id", UUID.randomUUID())
                        .param("subject", subject)
                        .param("owner", owner)
                        .param("type", type)
                        .param("lookup", lookup)
                        .param("hash", hash)
                        .param("life", life == null ? null : life.toSeconds())
                        .update()
                == 1);
    }

    void end(String lookup) {
        database.platform(() -> database.sql()
                .sql("delete from credential where lookup = ? or (type = 'session' and expires < now())")
                .param(lookup)
                .update());
    }
}
