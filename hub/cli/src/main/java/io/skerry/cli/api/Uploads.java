package io.skerry.cli.api;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Brings a file to the hub by its digest, in parts; what the hub has already is not sent again. */
public final class Uploads {

    private static final int PART = 8 << 20;

    private final HubClient hub;
    private final String tenant;

    /** Uploads of that tenant. */
    public Uploads(HubClient hub, String tenant) {
        this.hub = hub;
        this.tenant = tenant;
    }

    /**
     * Sends what is missing of it.
     *
     * @param digest {@code sha256:…} of the file
     * @param progress is told how many bytes the hub has
     */
    public void send(Path file, String digest, LongConsumer progress) {
        var path = Paths.upload(tenant, digest);
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var length = Files.size(file);
            var state = hub.find(path).map(Answer::body).orElseGet(Json::object);
            var received = state.path("received").asLong(0);
            progress.accept(received);
            while (received < length || !state.path("finished").asBoolean(false)) {
                var part = new byte[(int) Math.min(PART, length - received)];
                in.seek(received);
                in.readFully(part);
                state = hub.upload(path, received, length, part).body();
                var now = state.path("received").asLong(0);
                if (now <= received && !state.path("finished").asBoolean(false)) {
                    throw CliFault.failed("the hub took nothing of " + file + " after byte " + received, null);
                }
                received = now;
                progress.accept(received);
            }
        } catch (IOException e) {
            throw CliFault.failed("cannot read " + file + ": " + e.getMessage(), null);
        }
    }
}
