package io.skerry.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once beside the store. Left alone the driver unpacks it at every start into the system's temporary
 * folder, and a killed process leaves its copy there.
 */
final class NativeLibrary {

    static final String PATH = "org.sqlite.lib.path";
    static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    /** Unpacks the library if it is not there and tells the driver where it is, unless somebody else already did. */
    static synchronized void prepare(Path folder) throws IOException {
        if (System.getProperty(PATH) != null) {
            return;
        }
        var library = unpacked(folder);
        System.setProperty(PATH, Objects.requireNonNull(library.getParent()).toString());
        System.setProperty(NAME, library.getFileName().toString());
    }

    /** The library's file, made if it is not there. */
    static Path unpacked(Path folder) throws IOException {
        var name = LibraryLoaderUtil.getNativeLibName();
        var file =
                folder.toAbsolutePath().resolve(SQLiteJDBCLoader.getVersion()).resolve(name);
        if (!Files.exists(file)) {
            unpack(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name, file);
        }
        return file;
    }

    /** Whole and on disk before it gets its name. */
    private static void unpack(String resource, Path file) throws IOException {
        var unfinished = file.resolveSibling("unfinished");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (var in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("SQLite does not know this kind of machine: there is no " + resource);
            }
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
        }
        try (var written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
