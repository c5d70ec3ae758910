package io.skerry.link.session.rsocket;

import io.rsocket.Payload;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.message.Message;
import io.skerry.model.message.Refused;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Turns a publisher into a blocking receiver that grants credit as it takes. */
final class IncomingStream implements CoreSubscriber<Payload>, Incoming {

    /** What waits in the queue: a message, the end, or why it was cut. */
    private sealed interface Signal {
        record Next(Message message) implements Signal {}

        record End() implements Signal {}

        record Cut(Throwable why) implements Signal {}
    }

    private final int credit;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile @Nullable Subscription sender;
    private volatile boolean closed;
    private int taken;
    private boolean ended;

    IncomingStream(int credit) {
        this.credit = credit;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        sender = subscription;
        if (closed) {
            subscription.cancel();
        } else {
            subscription.request(credit);
        }
    }

    @Override
    public void onNext(Payload payload) {
        if (signals.size() > credit) {
            close();
            signals.add(new Signal.Cut(new LinkClosed("the sender ignores its credit")));
            return;
        }
        try {
            signals.add(new Signal.Next(Payloads.read(payload)));
        } catch (RuntimeException e) {
            close();
            signals.add(new Signal.Cut(e));
        }
    }

    @Override
    public void onError(Throwable error) {
        signals.add(new Signal.Cut(error));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }

    @Override
    public @Nullable Message next(Duration wait) throws InterruptedException {
        if (ended) {
            return null;
        }
        var signal = signals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        return switch (signal) {
            case null -> null;
            case Signal.Next(Refused refused) -> {
                ended = true;
                throw new LinkRefused(refused.cause());
            }
            case Signal.Next(Message message) -> {
                grant();
                yield message;
            }
            case Signal.End() -> {
                ended = true;
                yield null;
            }
            case Signal.Cut(Throwable why) -> {
                ended = true;
                throw new LinkClosed("the stream was cut: " + why.getMessage(), why);
            }
        };
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        closed = true;
        var subscription = sender;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void grant() {
        taken++;
        var subscription = sender;
        if (taken >= Math.max(1, credit / 2) && subscription != null) {
            subscription.request(taken);
            taken = 0;
        }
    }
}
