package io.skerry.cli.doctor;

import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether the hub of a data folder could be brought back: how old the newest backup is that was read back. */
final class LocalBackups {

    private static final Duration DUE = Duration.ofHours(26);
    private static final String WHAT = "last good backup";

    private LocalBackups() {}

    /** The finding; none for a folder without a hub, or with one of less than a day. */
    static Optional<Finding> examine(LocalFolder folder, Map<String, String> environment, Instant now) {
        var chosen = environment.getOrDefault("SKERRY_BACKUP_FOLDER", "");
        var good = newest(chosen.isBlank() ? folder.hub().resolve("backups") : Path.of(chosen));
        if (good == null) {
            return isYoung(folder, now)
                    ? Optional.empty()
                    : Optional.of(Finding.limited(WHAT, "there is none", "Make one: ./skerry backup create"));
        }
        var found = Age.brief(Duration.between(good, now)) + " old";
        return Optional.of(
                good.isBefore(now.minus(DUE))
                        ? Finding.limited(WHAT, found, "Make one: ./skerry backup create")
                        : Finding.sound(WHAT, found));
    }

    private static @Nullable Instant newest(Path backups) {
        if (!Files.isDirectory(backups)) {
            return null;
        }
        try (Stream<Path> files = Files.list(backups)) {
            return files.filter(file -> file.toString().endsWith(".json")
                            && !file.getFileName().toString().startsWith("."))
                    .map(LocalBackups::read)
                    .filter(record -> Json.text(record.path("trial"), "state").equals("proven"))
                    .map(record -> Age.parse(Json.text(record.path("manifest"), "createdAt")))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            return Json.object();
        }
    }

    private static boolean isYoung(LocalFolder folder, Instant now) {
        try {
            var version = folder.version();
            return !Files.exists(folder.hub())
                    || !Files.exists(version)
                    || Files.getLastModifiedTime(version).toInstant().isAfter(now.minus(DUE));
        } catch (IOException e) {
            return true;
        }
    }
}
