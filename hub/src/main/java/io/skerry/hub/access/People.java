package io.skerry.hub.access;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds out who somebody is: by password, by token, by session. */
@Service
class People {

    static final Duration SESSION = Duration.ofHours(12);
    private static final Duration TOKEN = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Place USERS = Place.platform(Kind.USER);
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_NAME = 63;

    private final Resources resources;
    private final CredentialRepository credentials;
    private final Database database;
    private final Throttle throttle;
    private final AuditSink audit;
    private final Passwords passwords = new Passwords();
    private final Counter counter = new Counter(2, Duration.ofSeconds(5));

    People(
            Resources resources,
            CredentialRepository credentials,
            Database database,
            Throttle throttle,
            AuditSink audit) {
        this.resources = resources;
        this.credentials = credentials;
        this.database = database;
        this.throttle = throttle;
        this.audit = audit;
    }

    /** The caller behind a token or a session's cookie; empty if it is no longer good. */
    Optional<Caller> bySecret(String type, String secret) {
        return credentials.userOf(type, Secrets.lookup(secret)).flatMap(this::byUid);
    }

    /** The caller behind a user's name and password. A name that does not exist takes as long as a wrong password. */
    Caller byPassword(String name, String password, String from) {
        return counter.serve(() -> {
            throttle.begin(name, from);
            var user = resources.find(USERS, name);
            var hash =
                    user.flatMap(found -> credentials.passwordOf(found.uid())).orElse(passwords.ofNobody());
            if (!passwords.matches(password, hash) || user.isEmpty()) {
                record(
                        Caller.NOBODY,
                        "sign-in",
                        name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                        ErrorCode.UNAUTHENTICATED.text());
                throw HubException.of(
                        ErrorCode.UNAUTHENTICATED, "This name and password do not belong together.", null);
            }
            throttle.succeeded(name, from);
            return caller(user.get());
        });
    }

    /** Opens a session; returns what its cookie holds. */
    String openSession(Caller caller) {
        var secret = Secrets.make(Secrets.SESSION);
        return database.platform(() -> {
            credentials.add(caller.uid(), caller.uid(), "session", Secrets.lookup(secret), null, SESSION);
            record(caller, "sign-in", caller.name(), "done");
            return secret;
        });
    }

    void closeSession(Caller caller, String secret) {
        database.platform(() -> {
            credentials.end(Secrets.lookup(secret));
            record(caller, "sign-out", caller.name(), "done");
            return true;
        });
    }

    /** A new token; {@code secret} is shown this once. */
    record NewToken(Stored token, String secret) {}

    /** Makes a personal token of the caller's. */
    NewToken createToken(Caller caller, String name, @Nullable TokenSpec given) {
        var life = given == null || given.expiresIn() == null
                ? TOKEN
                : given.expiresIn().duration();
        if (life.compareTo(LONGEST) > 0 || life.isZero()) {
            throw HubException.invalid("/spec/expiresIn", "A token lives at most 365d.");
        }
        var spec = new TokenSpec(caller.name(), given == null ? null : given.expiresIn());
        var secret = Secrets.make(Secrets.TOKEN);
        return database.platform(() -> {
            var token = resources.create(caller, Place.platform(Kind.TOKEN), name, Map.of(), Json.tree(spec));
            credentials.add(token.uid(), caller.uid(), "token", Secrets.lookup(secret), null, life);
            return new NewToken(token, secret);
        });
    }

    /** Gives a user a new password. */
    void setPassword(Caller caller, Stored user, String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw HubException.invalid("/password", "A password has at least " + SHORTEST_PASSWORD + " characters.");
        }
        var hash = counter.serve(() -> passwords.hash(password));
        database.platform(() -> {
            credentials.setPassword(user.uid(), hash);
            record(caller, "password", user.name(), "done");
            return true;
        });
    }

    private void record(Caller caller, String act, String name, String outcome) {
        database.platform(() -> {
            audit.record(caller, act, USERS, name, null, outcome);
            return true;
        });
    }

    private Optional<Caller> byUid(UUID uid) {
        return resources.find(uid).map(People::caller);
    }

    static Caller caller(Stored user) {
        return new Caller(
                user.uid(),
                user.name(),
                Boolean.TRUE.equals(user.spec(UserSpec.class).administrator()));
    }
}
