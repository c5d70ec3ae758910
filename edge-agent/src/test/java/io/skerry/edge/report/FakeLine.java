package io.skerry.edge.report;

import io.skerry.link.identity.PeerIdentity;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Exchange;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.Session;
import io.skerry.model.message.Message;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A session with one channel, on which reports are taken. */
final class FakeLine implements Session, Exchange {

    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Message> answers = new LinkedBlockingQueue<>();

    /** Reports with a number, in order. */
    List<Report> reports() {
        return reports.stream().filter(report -> report.seq() > 0).toList();
    }

    void acknowledge(Report report) {
        answers.add(new ReportAck(report.epoch(), report.seq()));
    }

    @Override
    public void send(Message message) {
        reports.add((Report) message);
    }

    @Override
    public @Nullable Message next(Duration wait) throws InterruptedException {
        return answers.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Exchange exchange(Message first, int credit) {
        return this;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean ended() {
        return false;
    }

    @Override
    public void complete() {}

    @Override
    public void close() {}

    @Override
    public Channel channel() {
        return Channel.CONTROL;
    }

    @Override
    public Optional<PeerIdentity> peer() {
        return Optional.empty();
    }

    @Override
    public Instant notAfter() {
        return Instant.MAX;
    }

    @Override
    public String remote() {
        return "hub";
    }

    @Override
    public Message request(Message message, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Incoming stream(Message request, int credit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Duration silence() {
        return Duration.ZERO;
    }

    @Override
    public long unsent() {
        return 0;
    }

    @Override
    public void onClose(Runnable task) {}
}
