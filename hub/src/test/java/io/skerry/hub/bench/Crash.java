package io.skerry.hub.bench;

import io.skerry.hub.endtoend.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Parts of the platform killed with -9 and what it took until all was well again. */
final class Crash {

    private static final int START_TICKS = 19;
    private static final long MILLIS_PER_TICK = 10;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Installation skerry;
    private final HubApi hub;

    Crash(Installation skerry, HubApi hub) {
        this.skerry = skerry;
        this.hub = hub;
    }

    /**
     * How long it took.
     *
     * @param started until the process that stayed was started
     * @param current from then until every data center was current again
     */
    record Recovery(Duration started, Duration current) {}

    /** Kills these parts at once and waits until they are back and every data center is current; the first part is the one that is timed. */
    Recovery kill(String... parts) throws Exception {
        var before = new HashMap<String, Long>();
        for (var part : parts) {
            before.put(part, skerry.pid(part));
        }
        var killed = Instant.now();
        for (var pid : before.values()) {
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }
        Installation.await(
                "started again: " + List.of(parts),
                () -> List.of(parts).stream().allMatch(part -> isAnother(part, before)));
        Installation.await("all data centers are current", () -> allCurrent(killed));
        var current = Instant.now();
        var started = current.minus(age(skerry.pid(parts[0])));
        return new Recovery(Duration.between(killed, started), Duration.between(started, current));
    }

    private boolean isAnother(String part, Map<String, Long> before) {
        try {
            return skerry.pid(part) != before.get(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long a process has run. Java's own answer knows the machine's start to the second only. */
    private static Duration age(long pid) throws IOException {
        var uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]);
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var ticks = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START_TICKS];
        return Duration.ofMillis(Math.round(uptime * MILLIS_PER_SECOND) - Long.parseLong(ticks) * MILLIS_PER_TICK);
    }

    /** Whether every data center is current, by word that is newer than that. */
    private boolean allCurrent(Instant after) throws InterruptedException {
        try {
            for (var dataCenter : hub.get("/data-centers").good().json().get("items")) {
                for (var way : List.of("link", "commandPath")) {
                    if (!current(dataCenter.at("/status/" + way), after)) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException | IllegalStateException e) {
            // It is not back yet.
            return false;
        }
    }

    private static boolean current(JsonNode way, Instant after) {
        return way.path("state").asString("").equals("current")
                && Instant.parse(way.get("observedAt").asString()).isAfter(after);
    }
}
