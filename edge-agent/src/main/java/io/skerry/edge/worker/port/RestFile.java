package io.skerry.edge.worker.port;

import io.skerry.model.error.LogKeys;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps which ports rest over a restart of the agent. */
public final class RestFile {

    private static final Logger LOG = LoggerFactory.getLogger(RestFile.class);

    private final Path file;

    public RestFile(Path file) {
        this.file = file;
    }

    /** What rested when it was written last; nothing if it was never written. */
    public List<RestingPort> read() {
        try {
            return Values.read(Files.readAllBytes(file), Content.class).ports();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException | StoreException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("resting ports not known; gateways' tables still guard them");
            return List.of();
        }
    }

    /** Replaces what is kept. A failure is no reason not to go on: the gateways' tables are the stronger guard. */
    public void write(List<RestingPort> ports) {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(unfinished, Values.write(new Content(ports)));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e).log("resting ports not kept");
        }
    }

    private record Content(List<RestingPort> ports) {}
}
