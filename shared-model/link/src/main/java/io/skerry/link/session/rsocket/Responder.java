package io.skerry.link.session.rsocket;

import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.exceptions.ApplicationErrorException;
import io.skerry.link.codec.MalformedMessage;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Message;
import io.skerry.model.message.Refused;
import io.skerry.model.message.Unsupported;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands what the other side asks for to a {@link Handler}, each on a virtual thread. I/O threads never wait. */
final class Responder implements RSocket {

    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    private static final Executor THREADS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("link-", 0).factory());

    private static final int CHANNEL_CREDIT = 32;

    private final Handler handler;
    private final UnsentBytes unsent;
    private final Semaphore open = new Semaphore(Limits.MAX_OPEN);

    Responder(Handler handler, UnsentBytes unsent) {
        this.handler = handler;
        this.unsent = unsent;
    }

    @Override
    public Mono<Payload> requestResponse(Payload payload) {
        return Mono.create(sink -> run(() -> sink.success(Payloads.of(answer(payload))), sink::error));
    }

    @Override
    public Flux<Payload> requestStream(Payload payload) {
        return serve(out -> {
            var request = Payloads.read(payload);
            if (request instanceof Unsupported unknown) {
                throw LinkRefused.unsupported(unknown.type());
            }
            handler.stream(request, out);
        });
    }

    @Override
    public Flux<Payload> requestChannel(Publisher<Payload> payloads) {
        return serve(out -> {
            try (var in = new IncomingStream(CHANNEL_CREDIT)) {
                Flux.from(payloads).subscribe(in);
                var first = in.next(Limits.DEAD);
                if (first == null) {
                    throw LinkRefused.of(ErrorCode.MALFORMED, "a stream in both directions must begin with a message");
                }
                if (first instanceof Unsupported unknown) {
                    throw LinkRefused.unsupported(unknown.type());
                }
                handler.exchange(first, in, out);
            }
        });
    }

    @Override
    public Mono<Void> fireAndForget(Payload payload) {
        payload.release();
        return Mono.empty();
    }

    private Message answer(Payload payload) throws InterruptedException {
        try {
            var request = Payloads.read(payload);
            return request instanceof Unsupported ? request : handler.request(request);
        } catch (LinkRefused e) {
            return new Refused(e.why());
        } catch (MalformedMessage e) {
            return new Refused(Cause.of(ErrorCode.MALFORMED, "the message cannot be read", null));
        } catch (LinkClosed e) {
            return new Refused(Cause.of(ErrorCode.UNAVAILABLE, "a part behind the other side does not answer", null));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue(LogKeys.ERROR, e).log("a request on the link failed");
            return new Refused(Cause.of(ErrorCode.INTERNAL, "the other side failed", null));
        }
    }

    private Flux<Payload> serve(Body body) {
        var handed = new OutgoingStream[1];
        var out = new OutgoingStream(unsent, () -> run(() -> serve(body, handed[0]), handed[0]::end));
        handed[0] = out;
        return Flux.from(out);
    }

    private static void serve(Body body, OutgoingStream out) throws InterruptedException {
        try {
            body.run(out);
            out.end(null);
        } catch (LinkRefused e) {
            out.send(new Refused(e.why()));
            out.end(null);
        } catch (LinkClosed e) {
            out.end(e);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue(LogKeys.ERROR, e).log("a stream on the link failed");
            out.end(new ApplicationErrorException("the other side failed"));
        }
    }

    private void run(Task task, Consumer<Throwable> refused) {
        if (!open.tryAcquire()) {
            refused.accept(new ApplicationErrorException("too many requests are open on this session"));
            return;
        }
        THREADS.execute(() -> {
            try {
                task.run();
            } catch (LinkClosed e) {
                LOG.atDebug().log("the other side left before its answer");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Error e) {
                // Whoever asked would wait for ever.
                LOG.atError().setCause(e).addKeyValue(LogKeys.ERROR, e).log("the link's other side asked too much");
                refused.accept(new ApplicationErrorException("the other side failed"));
                throw e;
            } finally {
                open.release();
            }
        });
    }

    @FunctionalInterface
    private interface Task {
        void run() throws InterruptedException;
    }

    @FunctionalInterface
    private interface Body {
        void run(OutgoingStream out) throws InterruptedException;
    }
}
