package io.skerry.logs.buffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** How a queue is opened here: small, silent, and no one else's. */
final class Chronicle {

    /** Mapped at a time; a quarter of it is the most an excerpt may take. */
    private static final long BLOCK_BYTES = 1L << 20;

    private static final String METADATA = "metadata.cq4t";

    /** JNA, which Chronicle brings along, would unpack itself in the home folder. */
    private static final String NATIVE_ACCESS_FOLDER = "jna.tmpdir";

    private Chronicle() {}

    /** Opens the queue; the caller holds the folder's lock. */
    static SingleChronicleQueue open(Path folder, Cycles cycles) throws IOException {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        if (System.getProperty(NATIVE_ACCESS_FOLDER) == null) {
            System.setProperty(NATIVE_ACCESS_FOLDER, System.getProperty("java.io.tmpdir"));
        }
        Files.createDirectories(folder);
        // It holds only what a listing says as well, and the write lock: of a dead process, which in a container had
        // our very id.
        Files.deleteIfExists(folder.resolve(METADATA));
        return SingleChronicleQueueBuilder.binary(folder)
                .rollCycle(Cycles.ROLL)
                .blockSize(BLOCK_BYTES)
                .timeProvider(cycles)
                .build();
    }
}
