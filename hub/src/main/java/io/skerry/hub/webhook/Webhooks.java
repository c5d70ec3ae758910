package io.skerry.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.application.Deployments;
import io.skerry.hub.keys.Wrapping;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.webhook.Delivery.Verdict;
import io.skerry.hub.webhook.DeliveryRepository.Call;
import io.skerry.hub.webhook.Follow.Decision;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes in what git servers say, once, and deploys by it. */
@Service
class Webhooks {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int SHORT = 10;
    /** Who calls an address that is none waits as long as who signs wrongly. */
    private static final String NOBODYS = Signature.newSecret(Provider.GITHUB);

    private final WebhookRepository hooks;
    private final DeliveryRepository deliveries;
    private final Resources resources;
    private final Deployments deployments;
    private final Wrapping wrapping;
    private final Database database;
    private final Clock clock;

    Webhooks(
            WebhookRepository hooks,
            DeliveryRepository deliveries,
            Resources resources,
            Deployments deployments,
            Wrapping wrapping,
            Database database,
            Clock clock) {
        this.hooks = hooks;
        this.deliveries = deliveries;
        this.resources = resources;
        this.deployments = deployments;
        this.wrapping = wrapping;
        this.database = database;
        this.clock = clock;
    }

    /** Keeps a hook and returns its secret, which nobody can read again. */
    String add(Webhook hook) {
        var secret = Signature.newSecret(hook.provider());
        hooks.add(hook, wrapping.wrap(secret.getBytes(UTF_8), purpose(hook.id())));
        return secret;
    }

    /**
     * Takes in one call.
     *
     * @throws HubException UNAUTHENTICATED, the same whether the address or the signature is wrong
     */
    Delivery receive(String id, Function<String, @Nullable String> headers, byte[] body, String from) {
        var hook = hooks.find(id);
        var provider = hook.map(Webhook::provider).orElse(Provider.GITHUB);
        var secret = hook.flatMap(known -> hooks.secret(id)).map(wrapped -> unwrapped(id, wrapped));
        var holds = Signature.holds(provider, secret.orElse(NOBODYS), headers, body, clock.instant());
        var event = Objects.requireNonNullElse(headers.apply(provider.event()), "push");
        if (hook.isEmpty() || secret.isEmpty() || !holds) {
            hook.ifPresent(known ->
                    refuse(known, shortened(event), from, "it is not signed with the hook's secret, or not on time"));
            throw HubException.of(
                    ErrorCode.UNAUTHENTICATED,
                    "There is no such hook, or this call is not signed with its secret.",
                    "Compare address and secret with what 'skerry hooks add' said; a call that signs a time must be on time.");
        }
        var push = Push.of(provider, shortened(event), body);
        var key = provider.delivery().stream()
                .map(headers)
                .filter(Objects::nonNull)
                .map(Webhooks::shortened)
                .findFirst()
                .orElse(null);
        var signed =
                provider == Provider.GENERIC ? Signature.joined(headers.apply("X-Skerry-Timestamp") + ".", body) : body;
        var digest = Signature.hex(id, signed);
        return database.platform(() -> {
            var locked = hooks.lock(id).orElseThrow(HubException::notFound);
            return deliveries
                    .before(id, key, digest, provider == Provider.GENERIC)
                    .orElseGet(() -> take(locked, push, new Call(from, key, digest, false, null)));
        });
    }

    /** Does a kept delivery again, whatever it came to then, as long as it was a push that was meant. */
    Delivery replay(Webhook hook, long delivery, String by) {
        return database.platform(() -> {
            var locked = hooks.lock(hook.id()).orElseThrow(HubException::notFound);
            var kept = deliveries.find(hook.id(), delivery).orElseThrow(HubException::notFound);
            if (kept.verdict() == Verdict.REFUSED) {
                throw HubException.conflict(
                        "Delivery " + delivery + " was not signed with the hook's secret, so it is not done.",
                        "Let the git server send it again with the right secret.");
            }
            var push = new Push(kept.event(), true, kept.ref(), null, kept.commit(), Optional.empty());
            return deploy(locked, push, new Call(by, null, null, true, delivery));
        });
    }

    private Delivery take(Webhook hook, Push push, Call call) {
        var spec = resources.find(hook.component()).map(component -> component.spec(ComponentSpec.class));
        var git = spec.map(ComponentSpec::source).map(source -> source.git());
        Decision decision = new Follow(
                        hook.ref(),
                        hook.paths(),
                        git.map(source -> source.ref()).orElse(null))
                .of(push);
        var tracked = new Call(call.from(), call.key(), call.digest(), decision.tracked(), null);
        return decision.deploy()
                ? deploy(hook, push, tracked)
                : deliveries.add(hook.id(), tracked, push, Verdict.IGNORED, decision.reason(), null);
    }

    private Delivery deploy(Webhook hook, Push push, Call call) {
        var application = resources.find(Place.tenant(Kind.APPLICATION, hook.tenant()), hook.application());
        if (application.isEmpty() || application.get().deleting() != null) {
            return deliveries.add(
                    hook.id(),
                    call,
                    push,
                    Verdict.FAILED,
                    "application '" + hook.application() + "' is being deleted",
                    null);
        }
        var operation =
                deployments.redeploy(Caller.hook(hook.id()), hook.tenant(), hook.application(), "push" + about(push));
        LOG.atInfo()
                .addKeyValue("hook", hook.id())
                .addKeyValue("operation", operation.name())
                .log("a push is deployed");
        return deliveries.add(hook.id(), call, push, Verdict.DEPLOYED, "", operation.name());
    }

    /** A call that is too long to be read, so that nobody knows who signed it: whoever looks for a push finds it in the log. */
    HubException tooLong(String id, Function<String, @Nullable String> headers, int most, String from) {
        hooks.find(id).ifPresent(hook -> {
            var event = Objects.requireNonNullElse(headers.apply(hook.provider().event()), "push");
            refuse(hook, shortened(event), from, "its body is larger than " + most + " bytes, so it was not read");
        });
        return HubException.of(
                ErrorCode.TOO_LARGE,
                "The body is larger than " + most + " bytes, the most that is read of a push.",
                "Deploy this push by hand: skerry deploy; later ones that are smaller come as before.");
    }

    private void refuse(Webhook hook, String event, String from, String reason) {
        var nothing = new Push(event, false, null, null, null, Optional.empty());
        database.platform(() -> hooks.lock(hook.id())
                .map(locked -> deliveries.add(
                        locked.id(), new Call(from, null, null, false, null), nothing, Verdict.REFUSED, reason, null)));
    }

    private static String about(Push push) {
        var commit = push.commit() == null
                ? ""
                : " of "
                        + push.commit()
                                .substring(0, Math.min(SHORT, push.commit().length()));
        var ref = push.ref() == null ? "" : " to " + push.ref().replaceFirst("^refs/(heads/)?", "");
        return shortened(commit + ref);
    }

    /** What a caller names itself is shown in lists. */
    private static String shortened(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.substring(0, Math.min(200, plain.length()));
    }

    private String unwrapped(String id, byte[] wrapped) {
        return new String(wrapping.unwrap(wrapped, purpose(id)), UTF_8);
    }

    private static String purpose(String id) {
        return "webhook " + id;
    }
}
