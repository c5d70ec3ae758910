package io.skerry.hub.datacenter.report;

import io.skerry.hub.api.Json;
import io.skerry.hub.event.NewEvent;
import io.skerry.hub.event.Subject;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.event.EventType;
import io.skerry.model.resource.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What happened between two words of a data center about one component: pure. It reads no more of a word than it tells, so that what a newer
 * agent says besides does no harm.
 */
final class ComponentChanges {

    private static final Set<ErrorCode> ENDS = Set.of(
            ErrorCode.INSTANCE_EXITED,
            ErrorCode.OOM,
            ErrorCode.PROCESS_LIMIT,
            ErrorCode.DISK_LIMIT,
            ErrorCode.NOT_READY);

    private final UUID component;
    private final String dc;
    private final JsonNode before;
    private final JsonNode after;

    private ComponentChanges(UUID component, String dc, JsonNode before, JsonNode after) {
        this.component = component;
        this.dc = dc;
        this.before = before;
        this.after = after;
    }

    /**
     * Everything that is to be told.
     *
     * @param before absent if this is the first word
     */
    static List<NewEvent> between(UUID component, String dc, @Nullable String before, String after) {
        var known = before == null ? MissingNode.getInstance() : Json.parse(before);
        var changes = new ComponentChanges(component, dc, known, Json.parse(after));
        var events = new ArrayList<NewEvent>();
        if (before != null) {
            events.addAll(changes.restarts());
        }
        changes.state().ifPresent(events::add);
        return events;
    }

    private Optional<NewEvent> state() {
        var phase = phase(after);
        if (phase == phase(before)) {
            return Optional.empty();
        }
        return type(phase).map(type -> {
            var told = NewEvent.now(type, Subject.component(component, dc), words(type))
                    .with(Map.of("ready", number(after, "ready"), "wanted", number(after, "wanted")))
                    .of(number(after, "release"));
            return before.isMissingNode() ? told.firstWord() : told;
        });
    }

    private static Optional<EventType> type(Phase phase) {
        return switch (phase) {
            case RUNNING -> Optional.of(EventType.COMPONENT_HEALTHY);
            case DEGRADED -> Optional.of(EventType.COMPONENT_DEGRADED);
            case FAILING -> Optional.of(EventType.COMPONENT_FAILED);
            case STOPPED -> Optional.of(EventType.COMPONENT_STOPPED);
            // On its way: rollouts and operations tell of that.
            case PENDING, BUILDING, DEPLOYING, COMPLETED, DELETING, UNKNOWN -> Optional.empty();
        };
    }

    private String words(EventType type) {
        var counts = number(after, "ready") + " of " + number(after, "wanted") + " ready";
        var message = after.path("cause").path("message").asString("");
        var because = message.isEmpty() ? "" : ": " + message;
        return switch (type) {
            case COMPONENT_HEALTHY -> "healthy, " + counts + ", release " + number(after, "release");
            case COMPONENT_DEGRADED -> "degraded, " + counts + because;
            case COMPONENT_FAILED -> "failed, " + counts + because;
            default -> "stopped: no instance is wanted";
        };
    }

    private List<NewEvent> restarts() {
        var known = new HashMap<String, JsonNode>();
        before.path("instances").forEach(instance -> known.put(id(instance), instance));
        var events = new ArrayList<NewEvent>();
        for (var instance : after.path("instances")) {
            var earlier = known.getOrDefault(id(instance), MissingNode.getInstance());
            var times = number(instance, "restarts") - number(earlier, "restarts");
            if (times > 0 && !id(instance).isEmpty()) {
                events.add(restarted(instance, times, cause(instance, earlier)));
            }
        }
        return events;
    }

    private NewEvent restarted(JsonNode instance, long times, JsonNode cause) {
        var figures = new LinkedHashMap<String, Long>();
        figures.put("times", times);
        figures.put("restarts", number(instance, "restarts"));
        if (cause.path("exitCode").isInt()) {
            figures.put("exitCode", number(cause, "exitCode"));
        }
        var words = (times == 1 ? "started again" : "started again " + times + " times") + ", "
                + number(instance, "restarts") + " so far: "
                + cause.path("message").asString("why was not seen");
        return NewEvent.now(EventType.INSTANCE_RESTARTED, Subject.instance(component, dc, id(instance)), words)
                .with(figures)
                .of(number(instance, "release"));
    }

    /** While it is up again nothing is said of its end any more; the word before may have told it. */
    private static JsonNode cause(JsonNode instance, JsonNode earlier) {
        var now = instance.path("cause");
        return ends(now) ? now : ends(earlier.path("cause")) ? earlier.path("cause") : MissingNode.getInstance();
    }

    private static boolean ends(JsonNode cause) {
        return ENDS.contains(ErrorCode.of(cause.path("code").asString("")));
    }

    private static Phase phase(JsonNode word) {
        return Phase.of(word.path("phase").asString(""));
    }

    private static String id(JsonNode instance) {
        return instance.path("id").asString("");
    }

    private static long number(JsonNode word, String field) {
        return word.path(field).asLong(0);
    }
}
