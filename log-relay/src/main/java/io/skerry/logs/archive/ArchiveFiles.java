package io.skerry.logs.archive;

import io.skerry.logs.buffer.Batch;
import io.skerry.logs.buffer.Buffer.Stretch;
import io.skerry.logs.line.LineCursor;
import io.skerry.model.log.LogStream;
import io.skerry.model.name.ComponentRef;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The files of one stretch: {@code <tenant>/<app>/<component>/<origin>-<begun>.log.gz}, each line after its time and its instance. They
 * get their names when all are whole.
 */
final class ArchiveFiles implements AutoCloseable {

    private static final DateTimeFormatter BEGUN = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final Stretch stretch;
    private final int lineBytes;
    private final Map<Path, BufferedWriter> open = new HashMap<>();

    ArchiveFiles(Path folder, Stretch stretch, int lineBytes) {
        this.folder = folder;
        this.stretch = stretch;
        this.lineBytes = lineBytes;
    }

    void write(LogStream stream, Batch batch) throws IOException {
        var out = writer(stream.origin(), stream.component());
        var head = Instant.ofEpochMilli(batch.at()) + " " + stream.id() + " ";
        if (batch.dropped() > 0) {
            out.append(head).append('(').append(Long.toString(batch.dropped())).append(" lines were lost here)\n");
        }
        var cursor = new LineCursor(batch.text(), 0, batch.text().length, lineBytes);
        while (cursor.next()) {
            out.append(head).append(cursor.text()).append('\n');
        }
    }

    /** All is written. */
    void keep() throws IOException {
        for (var out : open.values()) {
            out.close();
        }
        for (var file : open.keySet()) {
            Files.move(unfinished(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        for (var file : open.entrySet()) {
            file.getValue().close();
            Files.deleteIfExists(unfinished(file.getKey()));
        }
    }

    private BufferedWriter writer(LogStream.Origin origin, ComponentRef component) throws IOException {
        var name = origin.name().toLowerCase(Locale.ROOT) + "-"
                + BEGUN.format(stretch.begun().atOffset(ZoneOffset.UTC)) + "-" + stretch.number() + ".log.gz";
        var file = folder.resolve(component.tenant().value())
                .resolve(component.application())
                .resolve(component.component())
                .resolve(name);
        var known = open.get(file);
        if (known != null) {
            return known;
        }
        // Instances run as other users of this machine.
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var opened = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(unfinished(file))), StandardCharsets.UTF_8));
        open.put(file, opened);
        return opened;
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }
}
