package io.skerry.edge.report;

import io.skerry.link.session.Exchange;
import io.skerry.link.session.LinkException;
import io.skerry.link.session.Session;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channel of reports of one session. */
final class ReportLine {

    private static final Logger LOG = LoggerFactory.getLogger(ReportLine.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int CREDIT = 32;

    private final Epoch epoch;
    private final Exchange exchange;

    private ReportLine(Epoch epoch, Exchange exchange) {
        this.epoch = epoch;
        this.exchange = exchange;
    }

    /** Opens the channel; {@code acknowledged} is called with every number up to which the hub has stored. */
    static ReportLine open(Session session, Epoch epoch, long stored, LongConsumer acknowledged)
            throws InterruptedException {
        var line = new ReportLine(epoch, session.exchange(new ReportAck(epoch, stored), CREDIT));
        Thread.ofVirtual().name("report-acks").start(() -> line.listen(acknowledged));
        return line;
    }

    Epoch epoch() {
        return epoch;
    }

    boolean isOpen() {
        return exchange.isOpen();
    }

    void send(Report report) throws InterruptedException {
        exchange.send(report);
    }

    private void listen(LongConsumer acknowledged) {
        try (exchange) {
            while (!exchange.ended()) {
                if (exchange.next(IDLE) instanceof ReportAck ack) {
                    acknowledged.accept(ack.seq());
                }
            }
        } catch (LinkException e) {
            LOG.atDebug().addKeyValue(LogKeys.ERROR, e.getMessage()).log("the channel of reports ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
