package io.skerry.edge.link;

import io.skerry.link.codec.MessageCodec;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Outgoing;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.LogRequest;
import io.skerry.model.message.Message;
import io.skerry.model.message.MetricsChunk;
import io.skerry.model.message.MetricsRequest;

/** What the hub may open on a bulk connection. */
final class BulkStreams implements Handler {

    private final LogStreams logs;
    private final MetricsSource metrics;
    private final Bulk bulk;

    BulkStreams(LogStreams logs, MetricsSource metrics, Bulk bulk) {
        this.logs = logs;
        this.metrics = metrics;
        this.bulk = bulk;
    }

    @Override
    public void stream(Message request, Outgoing out) throws InterruptedException {
        switch (request) {
            case LogRequest wanted -> logs.stream(wanted, out);
            case MetricsRequest wanted -> measures(wanted, out);
            default -> throw LinkRefused.unsupported(MessageCodec.type(request));
        }
    }

    private void measures(MetricsRequest wanted, Outgoing out) throws InterruptedException {
        try (var use = bulk.use()) {
            for (var chunk : answer(wanted)) {
                if (!use.isOpen() || !out.isOpen()) {
                    return;
                }
                out.send(chunk);
            }
        }
    }

    private Iterable<MetricsChunk> answer(MetricsRequest wanted) {
        try {
            return metrics.answer(wanted.query());
        } catch (IllegalStateException e) {
            throw LinkRefused.of(ErrorCode.UNAVAILABLE, "nobody measures in this data center");
        }
    }
}
