package io.skerry.link.session.rsocket;

import io.rsocket.Payload;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.Outgoing;
import io.skerry.model.message.Message;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Turns a blocking sender into a publisher: {@link #send} waits for the credit that the subscriber requests. */
final class OutgoingStream implements Publisher<Payload>, Subscription, Outgoing {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final UnsentBytes unsent;
    private final Runnable started;
    private @Nullable Subscriber<? super Payload> receiver;
    private long credit;
    private boolean closed;

    /** @param started what runs once somebody receives */
    OutgoingStream(UnsentBytes unsent, Runnable started) {
        this.unsent = unsent;
        this.started = started;
    }

    @Override
    public void subscribe(Subscriber<? super Payload> subscriber) {
        lock.lock();
        try {
            receiver = subscriber;
        } finally {
            lock.unlock();
        }
        subscriber.onSubscribe(this);
        started.run();
    }

    @Override
    public void request(long more) {
        lock.lock();
        try {
            credit = credit + more < 0 ? Long.MAX_VALUE : credit + more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void send(Message message) throws InterruptedException {
        unsent.awaitRoom();
        Subscriber<? super Payload> to;
        lock.lock();
        try {
            while (credit == 0 && !closed) {
                changed.await();
            }
            to = receiver;
            if (closed || to == null) {
                throw new LinkClosed("the stream is closed");
            }
            credit--;
        } finally {
            lock.unlock();
        }
        to.onNext(Payloads.of(message));
    }

    @Override
    public boolean isOpen() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream; the receiver sees its end, or the error. */
    void end(@Nullable Throwable error) {
        Subscriber<? super Payload> to;
        lock.lock();
        try {
            to = receiver;
            if (closed || to == null) {
                return;
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (error == null) {
            to.onComplete();
        } else {
            to.onError(error);
        }
    }
}
