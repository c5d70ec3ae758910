package io.skerry.logs.collect;

import io.skerry.logs.buffer.Buffer;
import io.skerry.logs.buffer.BufferAppender;
import io.skerry.logs.collect.OutputFile.Outcome;
import io.skerry.logs.rule.Rules;
import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries lines from the output files into the buffer, in one thread: the file itself is what waits while the buffer is slow. Files
 * take turns, a stretch at a time, so that one that floods doesn't hold up the others; a component that writes faster than its rate
 * waits for its turns.
 */
public final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    /** The most that is taken of one file in one turn. */
    private static final int TURN_BYTES = 128 << 10;

    private static final Duration UNTIL_ROOM_IS_TRIED = Duration.ofMillis(200);

    private final CollectSettings settings;
    private final Buffer buffer;
    private final Rules rules;
    private final Meters meters;
    private final Release release;
    private final byte[] turn = new byte[TURN_BYTES];
    private Instant nextScan = Instant.EPOCH;
    private Instant nextFullPoll = Instant.EPOCH;
    private Instant nextRelease = Instant.EPOCH;
    private Instant noRoomUntil = Instant.EPOCH;
    private boolean full;

    public Collector(CollectSettings settings, Buffer buffer, Rules rules) {
        this.settings = settings;
        this.buffer = buffer;
        this.rules = rules;
        this.meters = new Meters(rules, System::nanoTime);
        this.release = new Release(buffer);
    }

    /** Works until told to stop; then everything taken is in the buffer, and the rest still in its file. */
    public void run(CountDownLatch stop) throws IOException, InterruptedException {
        try (var appender = buffer.appender();
                var files = new OpenFiles(settings, appender);
                var own = new InstanceFiles(settings, buffer, appender, rules)) {
            files.scan();
            own.scan(files.all(), Instant.now());
            endVanished(files, own, appender);
            while (stop.getCount() > 0) {
                boolean busy = pass(files, own, appender);
                if (!busy && stop.await(pause(files, own).toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } finally {
            release.join();
        }
    }

    private boolean pass(OpenFiles files, InstanceFiles own, BufferAppender appender) throws IOException {
        var now = Instant.now();
        if (!now.isBefore(nextScan)) {
            nextScan = now.plus(settings.scan());
            files.scan();
            own.scan(files.all(), now);
            meters.keepOnly(files.all().stream().map(OutputFile::stream));
            appender.tidy(now);
        }
        boolean busy = !now.isBefore(noRoomUntil) && poll(files, own, appender, now);
        if (!release.busy()) {
            giveBack(files, now);
        }
        return busy;
    }

    private boolean poll(OpenFiles files, InstanceFiles own, BufferAppender appender, Instant now) throws IOException {
        boolean all = !now.isBefore(nextFullPoll);
        if (all) {
            nextFullPoll = now.plus(settings.idlePoll());
        }
        boolean taken = false;
        boolean refused = false;
        for (var file : everyFile(files, own)) {
            if (all || file.active(now)) {
                var outcome = take(file, appender);
                taken |= outcome == Outcome.TAKEN;
                refused |= outcome == Outcome.NO_ROOM;
                if (outcome == Outcome.NO_ROOM || outcome == Outcome.TOO_FAST) {
                    file.shed(appender, turn, Instant.now());
                }
            }
        }
        noteRoom(refused, now);
        return taken && !refused;
    }

    private Outcome take(OutputFile file, BufferAppender appender) throws IOException {
        var stream = file.stream();
        if (!meters.open(stream)) {
            return Outcome.TOO_FAST;
        }
        long before = file.offset();
        var outcome = file.read(appender, turn, meters.rule(stream).records(), Instant.now());
        meters.took(stream, Math.max(0, file.offset() - before));
        return outcome;
    }

    private void noteRoom(boolean refused, Instant now) {
        if (refused && !full) {
            LOG.atWarn()
                    .log("the disk is too full for logs: output waits in its files, and the oldest is dropped there");
        } else if (full && !refused) {
            LOG.atInfo().log("there is room for logs again");
        }
        full = refused;
        noRoomUntil = refused ? now.plus(UNTIL_ROOM_IS_TRIED) : Instant.EPOCH;
        if (refused) {
            nextFullPoll = Instant.EPOCH;
        }
    }

    private void giveBack(OpenFiles files, Instant now) throws IOException {
        var gone = new ArrayList<OutputFile>();
        release.takeDone(piece -> {
            piece.file().freed(piece.upTo());
            if (piece.whole()) {
                gone.add(piece.file());
            }
        });
        for (var file : gone) {
            files.drop(file);
        }
        if (now.isBefore(nextRelease)) {
            return;
        }
        nextRelease = now.plus(settings.free());
        var pieces =
                files.all().stream().flatMap(file -> file.releasable().stream()).toList();
        if (!pieces.isEmpty()) {
            release.start(pieces);
        }
    }

    /** Files that went while no relay was there to see it. */
    private void endVanished(OpenFiles files, InstanceFiles own, BufferAppender appender) throws IOException {
        for (var stream : buffer.streams(
                known -> !known.ended() && !files.follows(known.stream()) && !own.follows(known.stream()))) {
            if (!appender.end(stream, Instant.now())) {
                LOG.atDebug()
                        .addKeyValue(LogKeys.INSTANCE, stream.stream().id())
                        .log("no room to note that a stream ended");
            }
        }
    }

    private static List<OutputFile> everyFile(OpenFiles files, InstanceFiles own) {
        return Stream.concat(files.all().stream(), own.all().stream()).toList();
    }

    private Duration pause(OpenFiles files, InstanceFiles own) {
        var now = Instant.now();
        boolean active = everyFile(files, own).stream().anyMatch(file -> file.active(now));
        return active ? settings.activePoll() : settings.idlePoll();
    }
}
