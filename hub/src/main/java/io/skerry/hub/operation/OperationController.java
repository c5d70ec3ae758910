package io.skerry.hub.operation;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.TimeSpan;
import io.skerry.model.release.OperationState.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operations by their own name, whosever they are; waiting for their next word; cancelling them; trying them again. */
@RestController
class OperationController {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int SHOWN = 100;

    private final Operations operations;
    private final OperationRepository rows;
    private final Resources resources;
    private final ResourceViews views;
    private final Gate gate;
    private final Database database;
    private final AuditSink audit;

    OperationController(
            Operations operations,
            OperationRepository rows,
            Resources resources,
            ResourceViews views,
            Gate gate,
            Database database,
            AuditSink audit) {
        this.operations = operations;
        this.rows = rows;
        this.resources = resources;
        this.views = views;
        this.gate = gate;
        this.database = database;
        this.audit = audit;
    }

    @GetMapping("/api/v1/operations")
    Map<String, Object> newest(@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        gate.require(caller, Verb.READ, Operations.place(null), null);
        List<Stored> found = rows.newest(SHOWN).stream()
                .map(resources::find)
                .flatMap(Optional::stream)
                .toList();
        return Map.of("items", views.of(null, found));
    }

    /** With {@code wait}, answers when the state is another than when the request came, has ended, or the time is over. */
    @GetMapping("/api/v1/operations/{name:[^:]+}")
    Object get(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String wait)
            throws InterruptedException {
        var operation = visible(caller, Verb.READ, name);
        var first = operations.state(operation);
        var until = Instant.now().plus(wait == null ? Duration.ZERO : wanted(wait));
        while (Instant.now().isBefore(until)
                && !first.state().ended()
                && operations.state(operation).equals(first)) {
            Thread.sleep(LOOK);
        }
        return views.of(operation);
    }

    @PostMapping("/api/v1/operations/{name}:cancel")
    Object cancel(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String name) {
        var operation = visible(caller, Verb.ACT, name);
        database.platform(() -> {
            var outcome = operations.cancel(operation).state() == State.CANCELLING ? "done" : ErrorCode.CONFLICT.text();
            audit.record(caller, "cancel", operation.place(), operation.name(), operation.uid(), outcome);
            return true;
        });
        return views.of(operation);
    }

    @PostMapping("/api/v1/operations/{name}:retry")
    Object retry(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String name) {
        var operation = visible(caller, Verb.ACT, name);
        database.platform(() -> {
            if (!operations.retry(operation)) {
                throw HubException.conflict(
                        "Operation '" + name + "' was not set aside after failing too often.",
                        "Ask for what it did anew, such as: skerry deploy.");
            }
            audit.record(caller, "retry", operation.place(), operation.name(), operation.uid(), "done");
            return true;
        });
        return views.of(operation);
    }

    private Stored visible(Caller caller, Verb verb, String name) {
        var operation = operations.find(name);
        gate.require(caller, verb, operation.map(Stored::place).orElse(Operations.place(null)), name);
        return operation.orElseThrow(HubException::notFound);
    }

    private static Duration wanted(String wait) {
        try {
            var span = new TimeSpan(wait).duration();
            return span.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : span;
        } catch (InvalidInput e) {
            throw HubException.of(ErrorCode.MALFORMED, "This is no value of 'wait': " + e.getMessage() + ".", null);
        }
    }
}
