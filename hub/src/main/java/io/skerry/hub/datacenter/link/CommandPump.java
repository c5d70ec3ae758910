package io.skerry.hub.datacenter.link;

import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.command.PendingCommand;
import io.skerry.hub.datacenter.report.ReportIntake;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Command;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Delivers a data center's commands, oldest first, each until the agent has it in its memory or refused it. */
final class CommandPump {

    private static final Logger LOG = LoggerFactory.getLogger(CommandPump.class);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CommandOutbox outbox;
    private final ReportIntake reports;

    CommandPump(CommandOutbox outbox, ReportIntake reports) {
        this.outbox = outbox;
        this.reports = reports;
    }

    /** Starts delivering to the session until it closes. */
    void start(LiveSite site) {
        Thread.ofVirtual().name("link-commands-" + site.dc()).start(() -> {
            try {
                deliver(site);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void deliver(LiveSite site) throws InterruptedException {
        while (site.control().isOpen()) {
            var news = outbox.signal().count(site.dc());
            try {
                for (var command : outbox.pending(site.dc())) {
                    deliver(site, command);
                }
            } catch (LinkClosed e) {
                LOG.atDebug().addKeyValue(LogKeys.SITE, site.dc()).log("a command's delivery is in doubt");
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("commands are delivered later");
            }
            outbox.signal().await(site.dc(), news, LOOK);
        }
    }

    private void deliver(LiveSite site, PendingCommand command) throws InterruptedException {
        if (!outbox.sent(site.dc(), command.id())) {
            return;
        }
        try {
            send(site, command);
            outbox.taken(site.dc(), command.id());
        } catch (LinkRefused e) {
            notTaken(site, command, e.why().message(), outbox.refused(site.dc(), command, e.why()));
        } catch (LinkClosed e) {
            if (!site.control().isOpen()) {
                throw e;
            }
            notTaken(site, command, "it did not answer in " + PATIENCE.toSeconds() + " s", false);
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            notTaken(site, command, e.toString(), outbox.broke(site.dc(), command, e.toString()));
        }
    }

    private static void send(LiveSite site, PendingCommand command) throws InterruptedException {
        var message = new Command(
                site.epoch(),
                command.id(),
                command.type(),
                command.target(),
                command.left().toMillis(),
                command.body());
        site.control().request(message, PATIENCE);
    }

    /** One that cannot be delivered holds up no other: it is tried again later, unless this was its end. */
    private void notTaken(LiveSite site, PendingCommand command, String why, boolean ended) {
        LOG.atWarn()
                .addKeyValue(LogKeys.SITE, site.dc())
                .addKeyValue(LogKeys.COMMAND, command.id())
                .addKeyValue("ended", ended)
                .addKeyValue(LogKeys.ERROR, why)
                .log("a command was not taken");
        if (ended) {
            reports.tellAnswered(command.id());
        }
    }
}
