package io.skerry.hub.webhook;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.webhook.WebhookView.NewWebhook;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.resource.Kind;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hooks of an application: made with a secret that is shown once, listed with what they know, taken away, their deliveries done again. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/applications/{application}/hooks")
class WebhookController {

    private static final int MOST = 20;
    private static final int MOST_PATHS = 50;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Webhooks webhooks;
    private final WebhookRepository hooks;
    private final DeliveryRepository deliveries;
    private final Resources resources;
    private final Gate gate;
    private final Database database;
    private final AuditSink audit;

    WebhookController(
            Webhooks webhooks,
            WebhookRepository hooks,
            DeliveryRepository deliveries,
            Resources resources,
            Gate gate,
            Database database,
            AuditSink audit) {
        this.webhooks = webhooks;
        this.hooks = hooks;
        this.deliveries = deliveries;
        this.resources = resources;
        this.gate = gate;
        this.database = database;
        this.audit = audit;
    }

    @GetMapping
    Map<String, List<WebhookView>> list(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application) {
        require(caller, Verb.READ, tenant, application);
        return Map.of(
                "items",
                hooks.of(tenant, application).stream()
                        .map(hook -> view(hook, null))
                        .toList());
    }

    @PostMapping
    ResponseEntity<WebhookView> create(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @RequestBody byte[] body) {
        var given = Json.strict(Json.body(body), NewWebhook.class, "");
        var name = Objects.requireNonNullElse(given.component(), "web");
        gate.require(caller, Verb.UPDATE, components(tenant, application), name);
        var paths = Objects.requireNonNullElse(given.paths(), List.<String>of());
        check(given.ref(), paths);
        var made = database.platform(() -> {
            var component = resources.get(components(tenant, application), name);
            requireRepository(component);
            if (hooks.of(tenant, application).size() >= MOST) {
                throw HubException.conflict(
                        "Application '" + application + "' has " + MOST + " hooks, the most there are.",
                        "Take one away that nobody calls: skerry hooks rm.");
            }
            var hook = new Webhook(
                    newId(), tenant, application, component.uid(), given.provider(), given.ref(), paths, Instant.now());
            var secret = webhooks.add(hook);
            audit.record(caller, "create-hook", component.place(), name, component.uid(), "done");
            return view(hooks.find(hook.id()).orElseThrow(), secret);
        });
        return ResponseEntity.status(201).body(made);
    }

    @DeleteMapping("/{hook}")
    ResponseEntity<Void> delete(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @PathVariable String hook) {
        require(caller, Verb.UPDATE, tenant, application);
        var found = find(tenant, application, hook);
        database.platform(() -> {
            hooks.remove(hook);
            audit.record(caller, "delete-hook", components(tenant, application), hook, found.component(), "done");
            return true;
        });
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{hook}/deliveries")
    Map<String, List<Delivery>> deliveries(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @PathVariable String hook) {
        require(caller, Verb.READ, tenant, application);
        return Map.of("items", deliveries.of(find(tenant, application, hook).id()));
    }

    @PostMapping("/{hook}/deliveries/{delivery}:replay")
    ResponseEntity<Delivery> replay(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @PathVariable String hook,
            @PathVariable String delivery) {
        require(caller, Verb.UPDATE, tenant, application);
        var found = find(tenant, application, hook);
        if (!delivery.matches("\\d{1,18}")) {
            throw HubException.notFound();
        }
        return ResponseEntity.status(202).body(webhooks.replay(found, Long.parseLong(delivery), caller.subject()));
    }

    private void require(Caller caller, Verb verb, String tenant, String application) {
        var place = Place.tenant(Kind.APPLICATION, tenant);
        gate.require(caller, verb, place, application);
        resources.get(place, application);
    }

    private Webhook find(String tenant, String application, String hook) {
        return hooks.find(hook)
                .filter(found ->
                        found.tenant().equals(tenant) && found.application().equals(application))
                .orElseThrow(HubException::notFound);
    }

    private WebhookView view(Webhook hook, @Nullable String secret) {
        var component = resources.find(hook.component()).map(Stored::name).orElse("");
        return WebhookView.of(
                hook, component, secret, deliveries.newest(hook.id()).orElse(null));
    }

    private static Place components(String tenant, String application) {
        return Place.application(Kind.COMPONENT, tenant, application);
    }

    private static void requireRepository(Stored component) {
        var source = component.spec(ComponentSpec.class).source();
        if (source == null || (source.git() == null && source.svn() == null)) {
            throw HubException.invalid(
                    "/component",
                    "'" + component.name()
                            + "' is not built from a repository, so nobody can push to it; deploy it from one first.");
        }
    }

    private static void check(@Nullable String ref, List<String> paths) {
        if (ref != null && (ref.isBlank() || ref.length() > 200)) {
            throw HubException.invalid("/ref", "A pattern of branches has 1 to 200 characters.");
        }
        if (paths.size() > MOST_PATHS) {
            throw HubException.invalid("/paths", "There are at most " + MOST_PATHS + " patterns of paths.");
        }
        for (var i = 0; i < paths.size(); i++) {
            var path = paths.get(i);
            if (path.isBlank() || path.length() > 200 || path.startsWith("/")) {
                throw HubException.invalid(
                        "/paths/" + i,
                        "A pattern of paths has 1 to 200 characters and begins at the repository's top, without a slash.");
            }
        }
    }

    private static String newId() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "h" + HexFormat.of().formatHex(bytes);
    }
}
