package io.skerry.build.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes archives, harmful ones too. */
public final class Archives {

    private final TarArchiveOutputStream tar;

    private Archives(OutputStream out) {
        tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    }

    /** A {@code .tar.gz}. */
    public static byte[] gzipped(Consumer<Archives> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            write(gzip, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A {@code .tar}. */
    public static byte[] plain(Consumer<Archives> entries) {
        var bytes = new ByteArrayOutputStream();
        try {
            write(bytes, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(OutputStream out, Consumer<Archives> entries) throws IOException {
        var archive = new Archives(out);
        entries.accept(archive);
        archive.tar.finish();
        archive.tar.flush();
    }

    public Archives folder(String name) {
        return add(new TarArchiveEntry(name + "/", true), new byte[0]);
    }

    public Archives file(String name, String text) {
        return add(new TarArchiveEntry(name, true), text.getBytes(StandardCharsets.UTF_8));
    }

    public Archives runnable(String name, String text) {
        var entry = new TarArchiveEntry(name, true);
        entry.setMode(0100755);
        return add(entry, text.getBytes(StandardCharsets.UTF_8));
    }

    /** So many zeros. */
    Archives zeros(String name, int size) {
        return add(new TarArchiveEntry(name, true), new byte[size]);
    }

    Archives symbolicLink(String name, String to) {
        return link(name, to, TarConstants.LF_SYMLINK);
    }

    Archives hardLink(String name, String to) {
        return link(name, to, TarConstants.LF_LINK);
    }

    Archives special(String name, byte type) {
        return add(new TarArchiveEntry(name, type, true), new byte[0]);
    }

    /** The entry that GNU tar writes before one whose name is too long for the header. */
    Archives longName(String name) {
        return add(
                new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME),
                name.getBytes(StandardCharsets.UTF_8));
    }

    private Archives link(String name, String to, byte type) {
        var entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(to);
        return add(entry, new byte[0]);
    }

    private Archives add(TarArchiveEntry entry, byte[] content) {
        try {
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
