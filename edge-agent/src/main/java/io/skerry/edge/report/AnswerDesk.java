package io.skerry.edge.report;

import io.skerry.model.build.BuildResult;
import io.skerry.model.error.Cause;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.CommandResult;
import io.skerry.store.Entry;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers to commands: the good end of a build is told only after the hub has its artifact, and answers that the hub has are kept a
 * while, for orders that are delivered again, and then forgotten.
 */
final class AnswerDesk {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerDesk.class);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(2);
    private static final int KEPT = 500;
    private static final int TRIM_EVERY = 100;

    private final OutboxMemory memory;
    private final Outbox outbox;
    private final ArtifactUpload upload;
    private final ObjLongConsumer<String> ready;
    private final Set<String> uploading = new HashSet<>();
    private int acknowledged;

    /** @param ready called, on any thread, when this revision of an answer may be told */
    AnswerDesk(OutboxMemory memory, Outbox outbox, ArtifactUpload upload, ObjLongConsumer<String> ready) {
        this.memory = memory;
        this.outbox = outbox;
        this.upload = upload;
        this.ready = ready;
    }

    void noted(Entry entry) {
        var artifact = artifact(entry);
        if (artifact.isEmpty() || outbox.isNoted(entry.key(), entry.modified())) {
            ready.accept(entry.key(), entry.modified());
        } else if (uploading.add(entry.key())) {
            Thread.ofVirtual().name("artifact-upload").start(() -> uploadThenTell(entry, artifact.get()));
        }
    }

    /** Called now and then: deletes the oldest of many answers that the hub has, and says which markers are left of them. */
    void trim(Consumer<Marker> left) {
        if (++acknowledged % TRIM_EVERY != 0) {
            return;
        }
        surplus(memory.answers()).stream()
                .filter(entry -> outbox.isStored(entry.key()))
                .forEach(entry -> {
                    memory.delete(entry.key());
                    outbox.forget(entry.key()).ifPresent(left);
                });
    }

    /** The oldest beyond what is kept; never a word of progress, which may say that something must not begin again. */
    static List<Entry> surplus(List<Entry> answers) {
        return answers.stream()
                .limit(Math.max(0, answers.size() - KEPT))
                .filter(entry -> Values.read(entry.value(), CommandResult.class).terminal())
                .toList();
    }

    private void uploadThenTell(Entry entry, String digest) {
        try {
            while (!settled(entry, digest)) {
                Thread.sleep(AFTER_ERROR);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean settled(Entry entry, String digest) throws InterruptedException {
        try {
            upload.upload(digest);
            ready.accept(entry.key(), entry.modified());
            return true;
        } catch (UploadRefused e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.KEY, digest)
                    .addKeyValue(LogKeys.ERROR, e.getMessage())
                    .log("the hub will not have an artifact; its build failed");
            return failed(entry, e.why());
        } catch (IOException e) {
            LOG.atDebug().addKeyValue(LogKeys.ERROR, e.getMessage()).log("an artifact waits for the hub");
            return false;
        } catch (RuntimeException e) {
            // A defect must not leave a build without its end.
            LOG.atWarn()
                    .addKeyValue(LogKeys.KEY, digest)
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("an upload failed");
            return false;
        }
    }

    /** The failed end comes back as a change of the answer, and is told then. */
    private boolean failed(Entry entry, Cause why) {
        try {
            memory.fail(entry, why);
            return true;
        } catch (StoreException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("a build's end waits for the store");
            return false;
        }
    }

    private static Optional<String> artifact(Entry entry) {
        try {
            var result = Values.read(entry.value(), CommandResult.class);
            if (!result.terminal() || result.body() == null || result.cause() != null) {
                return Optional.empty();
            }
            var build = Values.read(result.body(), BuildResult.class);
            return Optional.ofNullable(build.artifact()).map(a -> a.digest());
        } catch (StoreException e) {
            // The answer of another command than a build: there is no artifact in it.
            return Optional.empty();
        }
    }
}
