package io.skerry.hub.backup;

import io.skerry.hub.HubSettings.BackupSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the hub could be brought back, and how much would be lost.
 *
 * @param lastGood the newest backup that was read back
 * @param ageSeconds of it
 * @param dailyAt in UTC, absent if the hub makes none by itself
 * @param nextAt when it makes the next one
 * @param sealed whether backups hold the hub's keys
 */
record BackupHealth(
        State state,
        String message,
        @Nullable String lastGood,
        @Nullable Instant lastGoodAt,
        @Nullable Long ageSeconds,
        @Nullable String dailyAt,
        @Nullable Instant nextAt,
        int keep,
        int keepDays,
        boolean sealed) {

    /** How it is. */
    enum State {
        /** The last good one is younger than a day and two hours. */
        CURRENT,
        /** The hub is young and has none yet. */
        NONE_YET,
        OVERDUE;

        @com.fasterxml.jackson.annotation.JsonValue
        String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private static final Duration DUE = Duration.ofHours(26);

    /** @param installed when the hub was first started on this database */
    static BackupHealth of(List<BackupRecord> newestFirst, BackupSettings settings, Instant installed, Instant now) {
        var good = newestFirst.stream().filter(BackupRecord::isProven).findFirst();
        var age = good.map(each -> Duration.between(each.createdAt(), now));
        var state = age.isPresent()
                ? (age.get().compareTo(DUE) > 0 ? State.OVERDUE : State.CURRENT)
                : (installed.isBefore(now.minus(DUE)) ? State.OVERDUE : State.NONE_YET);
        var dailyAt = settings.dailyAt();
        return new BackupHealth(
                state,
                message(state, age.orElse(null), newestFirst),
                good.map(BackupRecord::name).orElse(null),
                good.map(BackupRecord::createdAt).orElse(null),
                age.map(Duration::toSeconds).orElse(null),
                dailyAt == null ? null : dailyAt.toString(),
                dailyAt == null ? null : next(dailyAt, now),
                settings.keep(),
                settings.keepDays(),
                settings.keyFile() != null || settings.passphraseFile() != null);
    }

    private static String message(State state, @Nullable Duration age, List<BackupRecord> newestFirst) {
        var last = newestFirst.isEmpty() || newestFirst.getFirst().isProven()
                ? ""
                : " The newest one, " + newestFirst.getFirst().name() + ", is "
                        + newestFirst.getFirst().trial().state().text() + ".";
        return switch (state) {
            case CURRENT -> "The last good backup is " + hours(age) + " old." + last;
            case NONE_YET -> "There is no good backup yet." + last;
            case OVERDUE ->
                (age == null ? "There is no good backup." : "The last good backup is " + hours(age) + " old.") + last
                        + " Make one: skerry backup create.";
        };
    }

    private static String hours(@Nullable Duration age) {
        if (age == null) {
            return "";
        }
        return age.toHours() < 1 ? age.toMinutes() + " min" : age.toHours() + " h";
    }

    /** The next time of day after a moment. */
    static Instant next(LocalTime dailyAt, Instant now) {
        var today = now.atOffset(ZoneOffset.UTC).with(dailyAt).toInstant();
        return today.isAfter(now) ? today : today.plus(Duration.ofDays(1));
    }

    /** The last time of day that came since the last one was begun; a hub that was off then makes up for it. */
    static Optional<Instant> due(@Nullable LocalTime dailyAt, Instant last, Instant now) {
        return Optional.ofNullable(dailyAt)
                .map(at -> next(at, now).minus(Duration.ofDays(1)))
                .filter(moment -> moment.isAfter(last));
    }
}
