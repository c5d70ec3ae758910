package io.skerry.hub.backup;

import io.skerry.hub.backup.archive.BackupRefused;
import io.skerry.hub.operation.OperationHandler;
import io.skerry.hub.operation.OperationSpec;
import io.skerry.hub.operation.OperationStates;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Stored;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Drives backups and their trials. The work runs on a thread of its own and this looks at it; a hub that takes the operation over begins
 * with what is finished, which is a file or nothing.
 */
@Component
class BackupHandler implements OperationHandler {

    static final String ACTION = "backup";

    private static final Logger LOG = LoggerFactory.getLogger(BackupHandler.class);

    private final BackupWork work;
    private final BackupFolder folder;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    BackupHandler(BackupWork work, BackupFolder folder) {
        this.work = work;
        this.folder = folder;
    }

    /**
     * What is asked for.
     *
     * @param proofOnly whether the file is there already and only to be read back
     * @param copyArtifacts whether artifacts go into the file
     */
    record Input(String name, boolean proofOnly, boolean copyArtifacts) {}

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public OperationState advance(Stored operation, OperationSpec spec, OperationState state) {
        var input = io.skerry.hub.api.Json.read(spec.input(), Input.class);
        var job = jobs.computeIfAbsent(operation.name(), _ -> started(input));
        if (state.state() == State.CANCELLING) {
            job.cancel();
        }
        var seen = job.view();
        if (seen.result() == null && seen.cause() == null) {
            return OperationStates.running(state, seen.steps());
        }
        Database.afterCommit(() -> jobs.remove(operation.name()));
        if (seen.result() != null) {
            return OperationStates.succeeded(state, seen.steps(), seen.result());
        }
        var failed = OperationStates.failed(state, seen.steps(), java.util.Objects.requireNonNull(seen.cause()));
        return job.cancelled() ? OperationStates.with(failed, State.CANCELLED) : failed;
    }

    private Job started(Input input) {
        var job = new Job();
        Thread.ofVirtual().name("backup").start(() -> run(input, job));
        return job;
    }

    private void run(Input input, Job job) {
        try {
            job.begin("copy");
            var packed = input.proofOnly()
                    ? folder.find(input.name())
                            .orElseThrow(() -> new BackupRefused(
                                    "there is no backup " + input.name() + " any more",
                                    "See what there is: skerry backup list."))
                    : work.pack(input.name(), input.copyArtifacts(), job);
            job.done(packed.manifest().rows() + " rows, " + packed.bytes() + " bytes");
            job.begin("read back");
            var proof = proof(packed, job);
            // also where nothing is proven: the folder must not grow until the disk is full
            job.begin("retention");
            job.done(work.retain() + " taken away");
            if (proof.refused() != null) {
                throw proof.refused();
            }
            job.succeed(result(proof.record()));
        } catch (BackupRefused e) {
            job.fail(Cause.of(code(job), capital(e.sentence()) + ".", e.advice()));
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue(LogKeys.KEY, input.name()).log("a backup failed");
            job.fail(Cause.of(
                    ErrorCode.INTERNAL,
                    "The backup failed: " + e,
                    "See that its folder has room; the hub's log says more."));
        }
    }

    /** What came of reading it back. */
    private record Proof(BackupRecord record, @Nullable BackupRefused refused) {}

    private Proof proof(BackupRecord packed, Job job) throws IOException {
        try {
            var proven = work.prove(packed, job);
            job.done("every table is the same");
            return new Proof(proven, null);
        } catch (BackupRefused e) {
            job.failed(capital(e.sentence()) + ".");
            return new Proof(packed, e);
        }
    }

    private static ErrorCode code(Job job) {
        return job.cancelled() ? ErrorCode.CANCELLED : ErrorCode.CONFLICT;
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static Map<String, Object> result(BackupRecord record) {
        var result = new LinkedHashMap<String, Object>();
        result.put("backup", record.name());
        result.put("bytes", record.bytes());
        result.put("rows", record.manifest().rows());
        result.put("tookMillis", record.tookMillis());
        return result;
    }
}
