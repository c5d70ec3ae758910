package io.skerry.hub.run;

import io.skerry.hub.api.HubException;
import io.skerry.model.quantity.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code :run}.
 *
 * @param command arguments, not a shell line
 * @param dataCenter where; absent: the first of the application's
 * @param timeLimit after which it is stopped; an hour if absent
 */
record RunRequest(
        List<String> command,
        @Nullable String dataCenter,
        @Nullable TimeSpan timeLimit) {

    private static final Duration USUAL_LIMIT = Duration.ofHours(1);
    private static final Duration LONGEST_LIMIT = Duration.ofHours(24);
    private static final int MOST_CHARACTERS = 32 * 1024;

    RunRequest {
        command = command == null ? List.of() : List.copyOf(command);
    }

    void check() {
        if (command.isEmpty() || command.getFirst().isBlank()) {
            throw HubException.invalid("/command", "A command has at least one word: [\"python3\", \"manage.py\"].");
        }
        if (command.stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
            throw HubException.invalid("/command", "A command has at most " + MOST_CHARACTERS + " characters.");
        }
        for (var i = 0; i < command.size(); i++) {
            if (command.get(i).indexOf('\0') >= 0) {
                throw HubException.invalid("/command/" + i, "A word of a command has no NUL in it.");
            }
        }
        if (limit().compareTo(Duration.ofSeconds(1)) < 0 || limit().compareTo(LONGEST_LIMIT) > 0) {
            throw HubException.invalid("/timeLimit", "A time limit is from 1s to 24h.");
        }
    }

    Duration limit() {
        return timeLimit == null
                ? USUAL_LIMIT
                : Objects.requireNonNull(timeLimit).duration();
    }
}
