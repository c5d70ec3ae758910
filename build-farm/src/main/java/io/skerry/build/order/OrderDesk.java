package io.skerry.build.order;

import static io.skerry.model.error.LogKeys.BUILD;
import static io.skerry.model.error.LogKeys.COMPONENT;
import static io.skerry.model.error.LogKeys.COUNT;
import static io.skerry.model.error.LogKeys.ERROR;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.BuildOutput;
import io.skerry.build.sandbox.Masker;
import io.skerry.build.sandbox.StopSign;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.build.BuildResult;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.log.LogStream;
import io.skerry.model.log.OutputFiles;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.queue.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives one taken order to its answer. The answer and the end of the order are one transaction. */
final class OrderDesk {

    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
    private static final int MOST_ATTEMPTS = 2;
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(30);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final Path dataCenterFolder;
    private final Answers answers;
    private final CancelDesk cancels;
    private final BuildRun run;

    OrderDesk(Path dataCenterFolder, Answers answers, CancelDesk cancels, BuildRun run) {
        this.dataCenterFolder = dataCenterFolder;
        this.answers = answers;
        this.cancels = cancels;
        this.run = run;
    }

    /** How a build ended; no result if it was given up. */
    private record Outcome(
            @Nullable BuildResult result, @Nullable Cause cause) {

        static final Outcome NONE = new Outcome(null, null);
    }

    void handle(Claim claim) throws InterruptedException {
        // an attempt that was killed with its builder may have left processes that still work on it
        discard(claim.id());
        if (answers.ended(claim.id())) {
            finish(claim, List.of(Operation.delete(Answers.cancelKey(claim.id()))));
            return;
        }
        var order = read(claim);
        if (order == null) {
            return;
        }
        var outcome = claim.attempt() > MOST_ATTEMPTS ? lost(order) : build(order, claim);
        if (outcome.result() != null) {
            finish(claim, Answers.end(outcome.result(), outcome.cause()));
            markEnded(order);
        }
    }

    private void discard(String build) {
        try {
            run.discard(build);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue(BUILD, build).setCause(e).log("what an earlier attempt left was not deleted");
        }
    }

    /** The order; one that cannot be read ends here, as it would stand before all others for ever. */
    private @Nullable BuildOrder read(Claim claim) throws InterruptedException {
        try {
            return claim.order(BuildOrder.class);
        } catch (StoreException e) {
            LOG.atWarn().setCause(e).addKeyValue("build", claim.id()).log("a build's order cannot be read");
            var failed = new BuildResult(claim.id(), BuildResult.State.FAILED, null, null, null, null, List.of(), null);
            var cause = Cause.of(
                    ErrorCode.MALFORMED,
                    "This builder does not understand the order.",
                    "Bring the agent to the hub's version, then deploy again.");
            finish(claim, Answers.end(failed, cause));
            return null;
        }
    }

    private Outcome build(BuildOrder order, Claim claim) {
        var stop = new StopSign();
        var limit = run.timeLimit(
                order.timeLimitSeconds() > 0 ? Duration.ofSeconds(order.timeLimitSeconds()) : USUAL_LIMIT);
        claim.onLost(() -> stop.raise(StopSign.Reason.ABANDONED));
        var builder = Thread.currentThread();
        try (var output = new BuildOutput(outputFile(order));
                var _ = new TimeLimit(limit, stop);
                var _ = stop.onRaise(builder::interrupt)) {
            cancels.begin(order.id(), stop);
            output.step("Build " + order.id() + " of " + order.component() + ", attempt " + claim.attempt());
            var progress = new BuildProgress(order.id(), output, result -> answers.progress(claim, result));
            return attempt(order, progress, output, stop);
        } catch (IOException e) {
            LOG.atError().addKeyValue(BUILD, order.id()).setCause(e).log("the output of a build cannot be kept");
            return failed(
                    order,
                    Cause.of(ErrorCode.INTERNAL, "the build's output cannot be kept", "look at the agent's log"));
        } finally {
            cancels.end(order.id());
            // the sign may have been raised just after the last step
            Thread.interrupted();
        }
    }

    private Outcome attempt(BuildOrder order, BuildProgress progress, BuildOutput output, StopSign stop) {
        try {
            var configuration = run.configuration(order, progress, stop);
            output.hide(Masker.of(configuration));
            var result = run.run(order, configuration, progress, output, stop);
            LOG.atInfo()
                    .addKeyValue(BUILD, order.id())
                    .addKeyValue(COMPONENT, order.component())
                    .log("built");
            return new Outcome(result, null);
        } catch (BuildFailure e) {
            return ended(order, e.why(), progress, output, stop);
        } catch (InterruptedException | IOException | UncheckedIOException | IllegalStateException e) {
            var cause = Cause.of(
                    ErrorCode.INTERNAL,
                    "the builder failed: " + e.getMessage(),
                    "start it again, or look at the agent's log");
            if (stop.raised().isEmpty()) {
                LOG.atError().addKeyValue(BUILD, order.id()).setCause(e).log("a build met an unexpected error");
            }
            return ended(order, cause, progress, output, stop);
        }
    }

    /** What is thrown after the sign was raised is only its echo. */
    private static Outcome ended(
            BuildOrder order, Cause thrown, BuildProgress progress, BuildOutput output, StopSign stop) {
        var cause = thrown;
        try {
            stop.check();
        } catch (BuildFailure stopped) {
            cause = stopped.why();
        }
        var reason = stop.raised().orElse(null);
        if (reason == StopSign.Reason.ABANDONED) {
            return Outcome.NONE;
        }
        var cancelled = reason == StopSign.Reason.CANCELLED;
        output.step((cancelled ? "Cancelled: " : "Failed: ") + cause.message());
        if (cause.advice() != null) {
            output.line("    " + cause.advice());
        }
        LOG.atInfo()
                .addKeyValue(BUILD, order.id())
                .addKeyValue(COMPONENT, order.component())
                .addKeyValue(ERROR, cause.code().text())
                .log(cancelled ? "build cancelled" : "build failed");
        var state = cancelled ? BuildResult.State.CANCELLED : BuildResult.State.FAILED;
        return new Outcome(progress.ended(state), cause);
    }

    private static Outcome failed(BuildOrder order, Cause cause) {
        return new Outcome(bare(order, BuildResult.State.FAILED), cause);
    }

    private static Outcome lost(BuildOrder order) {
        LOG.atWarn()
                .addKeyValue(BUILD, order.id())
                .addKeyValue(COUNT, MOST_ATTEMPTS)
                .log("a build is lost: its builder went away at every attempt");
        return new Outcome(
                bare(order, BuildResult.State.LOST),
                Cause.of(
                        ErrorCode.UNAVAILABLE,
                        "the builder went away twice while it worked on this build",
                        "see whether the machine ran out of memory, then start the build again"));
    }

    private static BuildResult bare(BuildOrder order, BuildResult.State state) {
        return new BuildResult(order.id(), state, null, null, null, null, List.of(), null);
    }

    /** Until the store took it, or the order is somebody else's. */
    private static void finish(Claim claim, List<Operation> outcome) throws InterruptedException {
        while (true) {
            try {
                if (!claim.done(outcome.toArray(Operation[]::new))) {
                    LOG.atWarn().addKeyValue(BUILD, claim.id()).log("a build ended after its order was gone");
                }
                return;
            } catch (StoreException e) {
                if (!claim.held()) {
                    LOG.atWarn().addKeyValue(BUILD, claim.id()).setCause(e).log("the end of a build was not written");
                    return;
                }
                Thread.sleep(AFTER_ERROR);
            }
        }
    }

    private Path outputFile(BuildOrder order) {
        return OutputFiles.output(dataCenterFolder, LogStream.build(order.component(), order.id()));
    }

    private void markEnded(BuildOrder order) {
        var marker = OutputFiles.ended(dataCenterFolder, LogStream.build(order.component(), order.id()));
        try {
            if (Files.exists(outputFile(order))) {
                Files.writeString(marker, "");
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue(BUILD, order.id()).setCause(e).log("the end of a build's output was not marked");
        }
    }
}
