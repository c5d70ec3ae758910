package io.skerry.logs;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import io.skerry.model.quantity.TimeSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the environment says of the relay, over what fits most. */
final class RelayEnvironment {

    private final Map<String, String> environment;

    RelayEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws InvalidInput naming the variable that makes no sense */
    RelaySettings over(RelaySettings usual) {
        return usual.keeping(
                        bytes("SKERRY_LOG_KEEP", usual.retentionBytes()),
                        age("SKERRY_LOG_KEEP_AGE", usual.retentionAge()))
                .leavingFree(bytes("SKERRY_LOG_FREE", usual.freeSpaceFloor()), usual.freeSpace(), usual.unreadBytes())
                .taking(bytes("SKERRY_LOG_RATE", usual.rateBytes()))
                .archivingTo(
                        value("SKERRY_LOG_ARCHIVE", text -> Path.of(text), null),
                        age("SKERRY_LOG_ARCHIVE_AFTER", usual.archiveAfter()));
    }

    private long bytes(String name, long usual) {
        return value(name, text -> new ByteSize(text).bytes(), usual);
    }

    private Duration age(String name, Duration usual) {
        return value(name, text -> new TimeSpan(text).duration(), usual);
    }

    private <T extends @Nullable Object> T value(String name, Function<String, T> read, T usual) {
        var text = environment.getOrDefault(name, "").strip();
        try {
            return text.isEmpty() ? usual : read.apply(text);
        } catch (InvalidInput e) {
            throw new InvalidInput(name + ": " + e.getMessage());
        }
    }
}
