package io.skerry.edge.link;

import io.skerry.edge.command.CommandDesk;
import io.skerry.link.codec.MessageCodec;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Command;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Goaway;
import io.skerry.model.message.Message;
import io.skerry.model.message.OpenBulk;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Unsupported;
import io.skerry.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the hub may ask on a control session. Until the session was welcomed, orders wait. */
final class ControlHandler implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(ControlHandler.class);
    private static final long WELCOME_SECONDS = 10;

    private final CommandDesk commands;
    private final Bulk bulk;
    private final CompletableFuture<Speaker> speaker = new CompletableFuture<>();
    private volatile long comeBackAfterMillis;

    ControlHandler(CommandDesk commands, Bulk bulk) {
        this.commands = commands;
        this.bulk = bulk;
    }

    void welcomed(Speaker welcomed) {
        speaker.complete(welcomed);
    }

    /** How long the hub asked to stay away when it ended the session. */
    long comeBackAfterMillis() {
        return comeBackAfterMillis;
    }

    @Override
    public Message request(Message message) throws InterruptedException {
        return switch (message) {
            case Ping ping -> ping;
            case Command command -> take(command);
            case OpenBulk open -> {
                current(open.epoch());
                yield openBulk();
            }
            case Goaway goaway -> {
                comeBackAfterMillis = goaway.comeBackAfterMillis();
                welcome().session().close();
                yield new Accepted();
            }
            default -> new Unsupported(MessageCodec.type(message));
        };
    }

    /** That the store is away says nothing of the command: it is to come again. */
    private Message take(Command command) throws InterruptedException {
        try {
            return commands.take(command, current(command.epoch()).guard());
        } catch (StoreException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.COMMAND, command.id())
                    .addKeyValue(LogKeys.ERROR, e.toString())
                    .log("a command waits for the store");
            throw LinkRefused.of(ErrorCode.UNAVAILABLE, "the edge store does not answer");
        }
    }

    private Message openBulk() throws InterruptedException {
        try (var use = bulk.open()) {
            LOG.atDebug().addKeyValue(LogKeys.KEY, use.isOpen()).log("a bulk connection stands");
            return new Accepted();
        } catch (LinkClosed e) {
            throw LinkRefused.of(ErrorCode.UNAVAILABLE, "the bulk connection could not be opened");
        }
    }

    private Speaker current(Epoch epoch) throws InterruptedException {
        var welcomed = welcome();
        if (!welcomed.epoch().equals(epoch)) {
            throw LinkRefused.of(ErrorCode.SUPERSEDED, "this is not the epoch of the session");
        }
        return welcomed;
    }

    private Speaker welcome() throws InterruptedException {
        try {
            return speaker.get(WELCOME_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw LinkRefused.of(ErrorCode.UNAVAILABLE, "the session was not welcomed yet");
        }
    }
}
