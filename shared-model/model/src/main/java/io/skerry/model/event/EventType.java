package io.skerry.model.event;

import static io.skerry.model.event.Severity.ERROR;
import static io.skerry.model.event.Severity.INFO;
import static io.skerry.model.event.Severity.WARNING;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that is told as an event; written in lower case with hyphens. */
public enum EventType {
    /** There is a new release. */
    RELEASE_CREATED(INFO),
    /** Every data center that a release was for has it. */
    ROLLOUT_SUCCEEDED(INFO),
    ROLLOUT_FAILED(ERROR),
    /** A newer one took its place before its end. */
    ROLLOUT_SUPERSEDED(INFO),
    OPERATION_SUCCEEDED(INFO),
    OPERATION_FAILED(ERROR),
    OPERATION_CANCELLED(INFO),
    /** Somebody wants another number of instances. */
    COMPONENT_SCALED(INFO),
    /** As many instances are ready in a data center as are wanted. */
    COMPONENT_HEALTHY(INFO),
    /** Fewer are. */
    COMPONENT_DEGRADED(WARNING),
    /** None is. */
    COMPONENT_FAILED(ERROR),
    /** None is wanted, and none runs. */
    COMPONENT_STOPPED(INFO),
    /** An instance's process ended and was made again. */
    INSTANCE_RESTARTED(WARNING),
    /** A data center was heard for the first time. */
    DATA_CENTER_JOINED(INFO),
    /** A data center was not heard for 20 seconds. */
    DATA_CENTER_AWAY(WARNING),
    DATA_CENTER_BACK(INFO),
    /** Nothing is removed or reverted there before a person looked. */
    DATA_CENTER_REVIEW(ERROR),
    DATA_CENTER_ACCEPTED(INFO),
    /** Two live processes speak for one data center; the newer is kept out. */
    AGENT_QUARANTINED(ERROR);

    private final Severity severity;

    EventType(Severity severity) {
        this.severity = severity;
    }

    /** How much somebody should care. */
    public Severity severity() {
        return severity;
    }

    /** The type as written: {@code instance-restarted}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type of that text; empty if there is none. */
    public static Optional<EventType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** Every type as it is written. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(EventType::text).toList();
    }
}
