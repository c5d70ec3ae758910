package io.skerry.hub.datacenter.report;

import io.skerry.hub.api.Json;
import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.datacenter.SiteReports;
import io.skerry.hub.datacenter.report.StatusRepository.Stamp;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.event.EventSink;
import io.skerry.hub.event.NewEvent;
import io.skerry.hub.resource.Database;
import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.AllTold;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.EventItem;
import io.skerry.model.message.Report;
import io.skerry.model.message.StatusItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;

/** Stores reports once, in order, under the session's epoch, and tells the listeners after the commit. */
@Service
public class ReportIntake {

    private static final Logger LOG = LoggerFactory.getLogger(ReportIntake.class);

    private final Database database;
    private final StatusRepository rows;
    private final SiteSessions sessions;
    private final CommandOutbox commands;
    private final EventSink events;
    private final ObjectProvider<SiteReports> listeners;

    ReportIntake(
            Database database,
            StatusRepository rows,
            SiteSessions sessions,
            CommandOutbox commands,
            EventSink events,
            ObjectProvider<SiteReports> listeners) {
        this.database = database;
        this.rows = rows;
        this.sessions = sessions;
        this.commands = commands;
        this.events = events;
        this.listeners = listeners;
    }

    /** The highest report that is stored of that edge store; 0 if none is. */
    public long position(String dc, String storeId) {
        return database.platform(() -> rows.position(dc, storeId));
    }

    /**
     * Stores the reports in one transaction; those stored before change nothing. Returns the highest that is stored.
     *
     * @param storeId the edge store that counts them
     */
    public long store(String dc, String storeId, Epoch epoch, List<Report> reports) {
        var told = new ArrayList<Runnable>();
        var position = database.platform(() -> {
            told.clear();
            sessions.require(dc, epoch);
            var stored = rows.position(dc, storeId);
            var said = said(dc, reports, stored);
            for (var report : reports) {
                if (report.seq() > stored) {
                    store(dc, epoch, report, said, told);
                    stored = report.seq();
                }
            }
            rows.setPosition(dc, storeId, stored);
            return stored;
        });
        told.forEach(Runnable::run);
        return position;
    }

    /** Tells the listeners that there is a new word about a command. */
    public void tellAnswered(String command) {
        listeners.forEach(listener -> listener.commandAnswered(command));
    }

    /** What was last said of the components that new reports are about; one query for all of them. */
    private Map<UUID, String> said(String dc, List<Report> reports, long stored) {
        var uids = reports.stream()
                .filter(report -> report.seq() > stored)
                .map(report -> report.item() instanceof StatusItem status ? status : null)
                .filter(Objects::nonNull)
                .filter(status -> status.key().startsWith(EdgeKey.SEEN_COMPONENTS))
                .flatMap(status -> uid(status).stream())
                .distinct()
                .toList();
        return uids.isEmpty() ? new HashMap<>() : rows.components(dc, uids);
    }

    private void store(String dc, Epoch epoch, Report report, Map<UUID, String> said, List<Runnable> told) {
        switch (report.item()) {
            case StatusItem status ->
                status(dc, status, new Stamp(epoch, report.seq(), report.ageMillis()), said)
                        .ifPresent(uid -> told.add(() -> listeners.forEach(l -> l.statusStored(uid, dc))));
            case CommandResult result -> {
                if (commands.answered(dc, result)) {
                    told.add(() -> tellAnswered(result.command()));
                }
            }
            case EventItem event ->
                LOG.atInfo()
                        .addKeyValue(LogKeys.SITE, dc)
                        .addKeyValue("event", event.type())
                        .log(event.message());
            case AllTold ignored -> {
                // Nothing to store: the link keeps how old its picture of the data center is.
            }
            case null ->
                LOG.atInfo().addKeyValue(LogKeys.SITE, dc).log("a newer agent reports what this hub does not know");
        }
    }

    private Optional<UUID> status(String dc, StatusItem status, Stamp stamp, Map<UUID, String> said) {
        try {
            if (status.key().startsWith(EdgeKey.TABLES)
                    || status.key().startsWith(EdgeKey.SEEN_VOLUMES)
                    || status.key().equals(EdgeKey.SEEN_MACHINE)) {
                return status.body() == null
                        ? rows.deleteOfDataCenter(dc, status.key(), stamp)
                        : rows.putOfDataCenter(dc, status.key(), stamp, json(status.body()));
            }
            if (status.key().startsWith(EdgeKey.SEEN_COMPONENTS)) {
                return component(dc, status, stamp, said);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.SITE, dc)
                    .addKeyValue(LogKeys.KEY, status.key())
                    .log("a status makes no sense");
        }
        return Optional.empty();
    }

    private Optional<UUID> component(String dc, StatusItem status, Stamp stamp, Map<UUID, String> said) {
        if (status.body() == null) {
            var gone = rows.deleteComponent(dc, EdgeKey.componentOf(status.key()), stamp);
            gone.ifPresent(said::remove);
            return gone;
        }
        var body = json(status.body());
        var stored = rows.putComponent(
                dc, uid(status).orElseThrow(() -> new IllegalArgumentException("no uid")), stamp, body);
        stored.ifPresent(uid -> tell(uid, dc, said.put(uid, body), body, stamp));
        return stored;
    }

    /** Only a word that was stored tells anything, so that one that comes again or too late tells nothing. */
    private void tell(UUID uid, String dc, @Nullable String before, String after, Stamp stamp) {
        var age = Duration.ofMillis(Math.max(0, stamp.ageMillis()));
        for (NewEvent event : ComponentChanges.between(uid, dc, before, after)) {
            events.tell(event.ago(age));
        }
    }

    private static Optional<UUID> uid(StatusItem status) {
        try {
            return status.body() == null
                    ? Optional.empty()
                    : Optional.of(UUID.fromString(
                            Json.parse(json(status.body())).path("uid").asString()));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The text, if it is JSON: the database would refuse anything else, and with it the whole batch. */
    private static String json(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return Json.text(Json.parse(text));
    }
}
