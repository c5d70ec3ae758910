package io.skerry.hub.datacenter.report;

import io.skerry.hub.api.Json;
import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.datacenter.SiteReports;
import io.skerry.hub.datacenter.report.StatusRepository.Stamp;
import io.skerry.hub.datacenter.session.SiteSessions;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private final ObjectProvider<SiteReports> listeners;

    ReportIntake(
            Database database,
            StatusRepository rows,
            SiteSessions sessions,
            CommandOutbox commands,
            ObjectProvider<SiteReports> listeners) {
        this.database = database;
        this.rows = rows;
        this.sessions = sessions;
        this.commands = commands;
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
            for (var report : reports) {
                if (report.seq() > stored) {
                    store(dc, epoch, report, told);
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

    private void store(String dc, Epoch epoch, Report report, List<Runnable> told) {
        switch (report.item()) {
            case StatusItem status ->
                status(dc, status, new Stamp(epoch, report.seq(), report.ageMillis()))
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

    private Optional<UUID> status(String dc, StatusItem status, Stamp stamp) {
        try {
            if (status.key().startsWith(EdgeKey.TABLES)
                    || status.key().startsWith(EdgeKey.SEEN_VOLUMES)
                    || status.key().equals(EdgeKey.SEEN_MACHINE)) {
                return status.body() == null
                        ? rows.deleteOfDataCenter(dc, status.key(), stamp)
                        : rows.putOfDataCenter(dc, status.key(), stamp, json(status.body()));
            }
            if (status.key().startsWith(EdgeKey.SEEN_COMPONENTS)) {
                return component(dc, status, stamp);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.SITE, dc)
                    .addKeyValue(LogKeys.KEY, status.key())
                    .log("a status makes no sense");
        }
        return Optional.empty();
    }

    private Optional<UUID> component(String dc, StatusItem status, Stamp stamp) {
        if (status.body() == null) {
            return rows.deleteComponent(dc, EdgeKey.componentOf(status.key()), stamp);
        }
        var body = json(status.body());
        var uid = UUID.fromString(Json.parse(body).path("uid").asString());
        return rows.putComponent(dc, uid, stamp, body);
    }

    /** The text, if it is JSON: the database would refuse anything else, and with it the whole batch. */
    private static String json(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return Json.text(Json.parse(text));
    }
}
