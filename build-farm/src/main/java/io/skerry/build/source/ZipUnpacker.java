package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.StopSign;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Unpacks a {@code .zip} by its table of contents, which alone knows what is a link and what may be run. */
final class ZipUnpacker {

    /** The table is read as a whole before the first entry: room for twenty thousand long names. */
    private static final long MOST_METADATA = 8 << 20;

    private static final int LONGEST_LINK = 4096;

    private final UnpackLimits limits;

    ZipUnpacker(UnpackLimits limits) {
        this.limits = limits;
    }

    void unpack(Path archive, Path folder, StopSign stop) throws BuildFailure, IOException {
        var last = "its table of contents";
        var size = Files.size(archive);
        try (var channel = new CountedChannel(Files.newByteChannel(archive))) {
            channel.allow(MOST_METADATA);
            try (var zip = ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .get()) {
                channel.allow(Long.MAX_VALUE);
                // entries may share their packed bytes, which count once then
                var writer = new EntryWriter(folder, limits, () -> Math.min(channel.count(), size));
                for (var entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                    stop.check();
                    last = "the entry '" + EntryName.shown(entry.getName()) + "'";
                    write(zip, entry, writer);
                }
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw BuildFailure.refused(
                    "the archive cannot be read at or after " + last,
                    "the upload may be cut or damaged: pack it again");
        }
    }

    private static void write(ZipFile zip, ZipArchiveEntry entry, EntryWriter writer) throws BuildFailure, IOException {
        var name = entry.getName();
        var path = EntryName.check(name);
        writer.count(name);
        var type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        if (entry.isDirectory()) {
            writer.folder(path, name);
        } else if (!zip.canReadEntryData(entry)) {
            throw BuildFailure.refused(
                    "the entry '" + EntryName.shown(name) + "' is encrypted or packed in a way that is not read",
                    "pack the folder again, without a password");
        } else if (type == UnixStat.LINK_FLAG) {
            writer.symbolicLink(path, target(zip, entry), name);
        } else if (type == 0 || type == UnixStat.FILE_FLAG) {
            try (var content = new BufferedInputStream(zip.getInputStream(entry))) {
                writer.file(path, content, (entry.getUnixMode() & 0111) != 0, name);
            }
        } else {
            throw BuildFailure.refused(
                    "the entry '" + EntryName.shown(name) + "' is neither a file nor a folder nor a link",
                    EntryName.ADVICE);
        }
    }

    /** The content of a link's entry is where it leads. */
    private static String target(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (var content = zip.getInputStream(entry)) {
            return new String(content.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
        }
    }
}
