package io.skerry.hub.backup;

import io.skerry.hub.HubSettings;
import io.skerry.hub.api.Caller;
import io.skerry.hub.backup.BackupHealth.State;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.model.error.LogKeys;
import io.skerry.model.resource.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Begins backups: on request, and once a day by itself. Says loudly when the last good one is too old. */
@Component
class BackupSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration REMIND = Duration.ofHours(1);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final HubSettings settings;
    private final BackupFolder folder;
    private final InstallationRepository installation;
    private final Operations operations;
    private final Database database;
    private final Clock clock;
    private volatile @Nullable Thread thread;
    private Instant reminded = Instant.EPOCH;

    BackupSchedule(
            HubSettings settings,
            BackupFolder folder,
            InstallationRepository installation,
            Operations operations,
            Database database,
            Clock clock) {
        this.settings = settings;
        this.folder = folder;
        this.installation = installation;
        this.operations = operations;
        this.database = database;
        this.clock = clock;
    }

    /** Begins one under a name of its own. */
    Stored begin(Caller caller, boolean copyArtifacts) {
        var random =
                HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
        return begin(caller, SECOND.format(clock.instant()) + "-" + random, copyArtifacts);
    }

    private Stored begin(Caller caller, String name, boolean copyArtifacts) {
        return operations.start(
                caller,
                null,
                "backup-" + name,
                BackupHandler.ACTION,
                Place.platform(Kind.BACKUP).path(name),
                new BackupHandler.Input(name, false, copyArtifacts),
                true);
    }

    /** Named by the day that it was due, so that one that is made up for after midnight does not stand for that day's own. */
    static String daily(Instant due) {
        return "daily-" + DAY.format(due);
    }

    /** How the hub stands, given these. */
    BackupHealth health(List<BackupRecord> newestFirst) {
        return BackupHealth.of(newestFirst, settings.backup(), installation.installed(), clock.instant());
    }

    /** One look: begins what is due. Two hubs that look at once begin the same operation, by its name. */
    void look() {
        var now = clock.instant();
        var last = folder.newest().orElseGet(installation::installed);
        BackupHealth.due(settings.backup().dailyAt(), last, now)
                .ifPresent(due -> database.platform(() -> begin(Caller.PLATFORM, daily(due), false)));
        if (now.isAfter(reminded.plus(REMIND))) {
            reminded = now;
            var health = health(folder.all());
            if (health.state() == State.OVERDUE) {
                LOG.atWarn().addKeyValue("lastGood", health.lastGood()).log(health.message());
            }
        }
    }

    @Override
    public void start() {
        var looking = Thread.ofVirtual().name("backup-schedule").unstarted(this::run);
        thread = looking;
        looking.start();
    }

    private void run() {
        while (isRunning()) {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("the daily backup waits");
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
