package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.StopSign;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks an archive into an empty folder, entry by entry, and refuses with the entry's name what would leave it, is no file, folder or
 * link, or is too much. Owners and times are not taken over; of the mode only whether it may be run.
 */
final class ArchiveUnpacker {

    /** Room for the headers, long names and attributes that stand between two entries. */
    private static final long MOST_METADATA = 1 << 20;

    private final UnpackLimits limits;

    ArchiveUnpacker(UnpackLimits limits) {
        this.limits = limits;
    }

    void unpack(Path archive, Path folder, StopSign stop) throws BuildFailure, IOException {
        if (ArchiveFormat.isZip(archive)) {
            new ZipUnpacker(limits).unpack(archive, folder, stop);
            LinkCheck.check(folder);
            return;
        }
        try (var file = Files.newInputStream(archive)) {
            unpack(file, folder, stop);
        }
    }

    void unpack(InputStream archive, Path folder, StopSign stop) throws BuildFailure, IOException {
        var packed = new CountedStream(archive);
        var last = "the first entry";
        try {
            var unpacked = new CountedStream(ArchiveFormat.tar(packed));
            var tar = new TarArchiveInputStream(unpacked, "UTF-8");
            var writer = new EntryWriter(folder, limits, packed::count);
            while (true) {
                stop.check();
                unpacked.allow(MOST_METADATA);
                var entry = tar.getNextEntry();
                if (entry == null) {
                    break;
                }
                last = "the entry '" + EntryName.shown(entry.getName()) + "'";
                unpacked.allow(Long.MAX_VALUE);
                write(tar, entry, writer);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw BuildFailure.refused(
                    "the archive cannot be read at or after " + last,
                    "the upload may be cut or damaged: pack it again");
        }
        LinkCheck.check(folder);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, EntryWriter writer)
            throws BuildFailure, IOException {
        var path = EntryName.check(entry.getName());
        writer.count(entry.getName());
        if (entry.isDirectory()) {
            writer.folder(path, entry.getName());
        } else if (entry.isSymbolicLink()) {
            writer.symbolicLink(path, entry.getLinkName(), entry.getName());
        } else if (entry.isLink()) {
            writer.hardLink(path, entry.getLinkName(), entry.getName());
        } else if (isFile(entry) && tar.canReadEntryData(entry)) {
            writer.file(path, new BufferedInputStream(tar), (entry.getMode() & 0111) != 0, entry.getName());
        } else {
            throw BuildFailure.refused(
                    "the entry '" + EntryName.shown(entry.getName()) + "' is neither a file nor a folder nor a link",
                    EntryName.ADVICE);
        }
    }

    /** By its type: the entry's own isFile() holds for devices too. */
    private static boolean isFile(TarArchiveEntry entry) {
        var type = entry.getLinkFlag();
        return !entry.isSparse()
                && (type == TarConstants.LF_NORMAL
                        || type == TarConstants.LF_OLDNORM
                        || type == TarConstants.LF_CONTIG);
    }
}
