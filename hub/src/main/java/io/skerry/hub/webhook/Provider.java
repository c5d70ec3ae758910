package io.skerry.hub.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.skerry.model.error.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who calls, and so which headers and which signature it brings. */
enum Provider {
    GITHUB("X-GitHub-Event"),
    GITLAB("X-Gitlab-Event"),
    /** Forgejo too, which sends the same headers besides its own. */
    GITEA("X-Gitea-Event"),
    GENERIC("X-Skerry-Event");

    private final String event;

    Provider(String event) {
        this.event = event;
    }

    /** The header that says what happened. */
    String event() {
        return event;
    }

    /** The headers that may hold the caller's own id of a delivery, the best first. */
    List<String> delivery() {
        return switch (this) {
            case GITHUB -> List.of("X-GitHub-Delivery");
            case GITLAB -> List.of("webhook-id", "Idempotency-Key", "X-Gitlab-Event-UUID");
            case GITEA -> List.of("X-Gitea-Delivery");
            case GENERIC -> List.of("X-Skerry-Delivery");
        };
    }

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Provider of(String text) {
        return Arrays.stream(values())
                .filter(provider -> provider.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInput("'" + text + "' is no provider; these are github, gitlab, gitea, generic"));
    }
}
