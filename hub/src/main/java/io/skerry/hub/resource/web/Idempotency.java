package io.skerry.hub.resource.web;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.model.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;

/** Does a POST once per Idempotency-Key: the key is kept in the act's own transaction, with the answer, for a day. */
public final class Idempotency {

    private static final int MAX_KEY = 200;
    private static final int ASKS = 3;

    private final Database database;

    public Idempotency(Database database) {
        this.database = database;
    }

    /** An answer that can be given again. */
    public record Answer(
            int status, @Nullable String location, @Nullable String etag, Object body) {

        /** The answer as a response. */
        public ResponseEntity<Object> response() {
            var response = ResponseEntity.status(status);
            if (location != null) {
                response.header("Location", location);
            }
            if (etag != null) {
                response.eTag(etag);
            }
            return response.body(body);
        }
    }

    /**
     * Does the work, or gives the answer it had the first time.
     *
     * @param request what must be the same for the answer to be given again: path and body
     */
    public Answer once(
            Caller caller,
            @Nullable String tenant,
            @Nullable String key,
            byte[] request,
            String path,
            Supplier<Answer> work) {
        return once(caller, tenant, key, digest(path, request), work, true);
    }

    /** The same for an answer that is shown once and kept nowhere, such as a secret: who repeats the key only hears that it was done. */
    public Answer onceShown(
            Caller caller,
            @Nullable String tenant,
            @Nullable String key,
            byte[] request,
            String path,
            Supplier<Answer> work) {
        return once(caller, tenant, key, digest(path, request), work, false);
    }

    private Answer once(
            Caller caller,
            @Nullable String tenant,
            @Nullable String key,
            String digest,
            Supplier<Answer> work,
            boolean keep) {
        if (key == null) {
            return database.as(tenant, work);
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw HubException.of(ErrorCode.MALFORMED, "An Idempotency-Key has 1 to " + MAX_KEY + " characters.", null);
        }
        for (var ask = 1; ; ask++) {
            try {
                return database.as(tenant, () -> {
                    if (!claim(caller, tenant, key, digest)) {
                        return earlier(caller, key, digest);
                    }
                    var answer = work.get();
                    if (keep) {
                        keep(caller, key, answer);
                    }
                    return answer;
                });
            } catch (TransactionException e) {
                // The key was committed with the act or not at all: claiming it again says which, and waits for a
                // commit that is under way.
                if (!Database.isInDoubt(e) || ask == ASKS) {
                    throw e;
                }
            }
        }
    }

    private void keep(Caller caller, String key, Answer answer) {
        database.sql()
                .sql("update idempotency set answer = cast(? as json) where subject = ? and key = ?")
                .param(Json.text(answer))
                .param(caller.subject())
                .param(key)
                .update();
    }

    /** Each new key also takes a few old ones of the same caller away, so that they do not pile up. */
    private boolean claim(Caller caller, @Nullable String tenant, String key, String digest) {
        database.sql()
                .sql("delete from idempotency where subject = :subject and expires < now() and (key = :key or key in"
                        + " (select key from idempotency where subject = :subject and expires < now()"
                        + " order by expires limit 5 for update skip locked))")
                .param("subject", caller.subject())
                .param("key", key)
                .update();
        return database.sql()
                        .sql("insert into idempotency (subject, key, tenant, request_digest, expires)"
                                + " values (?, ?, ?, ?, now() + interval '24 hours') on conflict do nothing")
                        .param(caller.subject())
                        .param(key)
                        .param(tenant)
                        .param(digest)
                        .update()
                == 1;
    }

    private Answer earlier(Caller caller, String key, String digest) {
        var answer = database.sql()
                .sql("select answer from idempotency where subject = ? and key = ? and request_digest = ?")
                .param(caller.subject())
                .param(key)
                .param(digest)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .orElseThrow(() -> HubException.of(
                        ErrorCode.KEY_REUSED,
                        "This Idempotency-Key came before with another request.",
                        "Use a new key for a new request."));
        return answer.map(text -> Json.read(text, Answer.class))
                .orElseThrow(() -> HubException.conflict(
                        "This was done already, and what it made is shown only once.",
                        "If that answer was lost, take what it made away and ask again with a new key."));
    }

    private static String digest(String path, byte[] request) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(path.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
