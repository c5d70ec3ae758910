package io.skerry.hub.access;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.Idempotency;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, tokens, passwords. */
@RestController
class SessionController {

    private final People people;
    private final Resources resources;
    private final ResourceViews views;
    private final Gate gate;
    private final Idempotency idempotency;

    SessionController(People people, Resources resources, ResourceViews views, Gate gate, Idempotency idempotency) {
        this.people = people;
        this.resources = resources;
        this.views = views;
        this.gate = gate;
        this.idempotency = idempotency;
    }

    record SignIn(String user, String password) {
        @Override
        public String toString() {
            return "SignIn[" + user + "]";
        }
    }

    record NewToken(String name, @Nullable TokenSpec spec) {}

    record NewPassword(String password) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    @PostMapping("/api/v1/sessions")
    ResponseEntity<Object> signIn(@RequestBody byte[] body, HttpServletRequest request) {
        var given = Json.strict(Json.body(body), SignIn.class, "");
        var caller = people.byPassword(given.user(), given.password(), request.getRemoteAddr());
        return ResponseEntity.status(201)
                .header(HttpHeaders.SET_COOKIE, cookie(people.openSession(caller), People.SESSION.toSeconds()))
                .body(me(caller));
    }

    @GetMapping("/api/v1/sessions/current")
    Object current(@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return me(caller);
    }

    @DeleteMapping("/api/v1/sessions/current")
    ResponseEntity<Object> signOut(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request) {
        var session = SignInFilter.session(request);
        if (session == null) {
            throw HubException.of(
                    ErrorCode.NOT_FOUND, "There is no session to end; a token ends when it is deleted.", null);
        }
        people.closeSession(caller, session);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", 0))
                .build();
    }

    @PostMapping("/api/v1/tokens")
    ResponseEntity<Object> createToken(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody byte[] body) {
        gate.require(caller, Verb.CREATE, Place.platform(Kind.TOKEN), null);
        var given = Json.strict(Json.body(body), NewToken.class, "");
        return idempotency
                .onceShown(caller, null, key, body, "/api/v1/tokens", () -> {
                    var made = people.createToken(caller, given.name(), given.spec());
                    var shown = Map.of("token", views.of(made.token()), "secret", made.secret());
                    return new Answer(201, made.token().path(), null, shown);
                })
                .response();
    }

    @PostMapping("/api/v1/users/{user}:password")
    ResponseEntity<Object> setPassword(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String user, @RequestBody byte[] body) {
        var place = Place.platform(Kind.USER);
        gate.require(caller, Verb.ACT, place, user);
        people.setPassword(
                caller,
                resources.get(place, user),
                Json.strict(Json.body(body), NewPassword.class, "").password());
        return ResponseEntity.noContent().build();
    }

    private static Map<String, Object> me(Caller caller) {
        return Map.of("user", caller.name(), "administrator", caller.administrator());
    }

    private static String cookie(String value, long seconds) {
        return ResponseCookie.from(SignInFilter.COOKIE, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Strict")
                .maxAge(seconds)
                .build()
                .toString();
    }
}
