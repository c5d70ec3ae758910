package io.skerry.link.artifact;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.skerry.model.artifact.ArtifactMismatch;
import io.skerry.model.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Artifacts as files of one folder. A file gets its final name only after its bytes were checked and are on the disk, so that whatever
 * has that name is whole, also after a crash.
 */
public final class FileArtifactStore implements ArtifactStore {

    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path finished;
    private final Path partial;
    private final Path incoming;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    private FileArtifactStore(Path folder) {
        finished = folder.resolve("sha256");
        partial = folder.resolve("partial");
        incoming = folder.resolve("incoming");
    }

    /** Opens the store of that folder, which is created if need be. */
    public static FileArtifactStore open(Path folder) throws IOException {
        var store = new FileArtifactStore(folder);
        for (var part : new Path[] {store.finished, store.partial, store.incoming}) {
            Files.createDirectories(
                    part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        store.forgetAbandoned();
        return store;
    }

    @Override
    public String put(InputStream bytes) throws IOException {
        var file = Files.createTempFile(incoming, "put-", "");
        try {
            Digest digest;
            try (var out = Files.newOutputStream(file)) {
                digest = Digest.copy(bytes, out);
            }
            publish(file, digest);
            return digest.toString();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void append(String digest, long offset, long total, byte[] bytes) throws IOException {
        var wanted = Digest.parse(digest);
        synchronized (lock(wanted)) {
            if (Files.exists(path(wanted))) {
                return;
            }
            var file = partial.resolve(wanted.hex());
            long size;
            try (var channel = FileChannel.open(file, CREATE, WRITE)) {
                size = channel.size();
                if (offset != size || offset + bytes.length > total) {
                    throw new IOException("bytes " + offset + " to " + (offset + bytes.length) + " of " + total
                            + " do not follow the " + size + " bytes received of " + digest);
                }
                size += writeAt(channel, offset, bytes);
            }
            if (size == total) {
                finish(file, wanted);
            }
        }
    }

    @Override
    public long received(String digest) throws IOException {
        return sizeOf(partial.resolve(Digest.parse(digest).hex())).orElse(0);
    }

    @Override
    public OptionalLong size(String digest) throws IOException {
        return sizeOf(path(Digest.parse(digest)));
    }

    @Override
    public InputStream open(String digest, long offset) throws IOException {
        var channel = FileChannel.open(path(Digest.parse(digest)), READ);
        return Channels.newInputStream(channel.position(offset));
    }

    @Override
    public Path file(String digest) throws IOException {
        var file = path(Digest.parse(digest));
        if (!Files.exists(file)) {
            throw new NoSuchFileException(digest);
        }
        return file;
    }

    @Override
    public void delete(String digest) throws IOException {
        var gone = Digest.parse(digest);
        synchronized (lock(gone)) {
            Files.deleteIfExists(path(gone));
            Files.deleteIfExists(partial.resolve(gone.hex()));
        }
    }

    private void finish(Path file, Digest wanted) throws IOException {
        var found = Digest.of(file);
        if (!found.equals(wanted)) {
            Files.delete(file);
            throw new ArtifactMismatch(wanted.toString(), found.toString());
        }
        publish(file, wanted);
    }

    private void publish(Path file, Digest digest) throws IOException {
        try (var channel = FileChannel.open(file, WRITE)) {
            channel.force(true);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        Files.move(file, path(digest), ATOMIC_MOVE);
        try (var folder = FileChannel.open(finished, READ)) {
            folder.force(true);
        }
    }

    private static int writeAt(FileChannel channel, long offset, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, offset + buffer.position());
        }
        return bytes.length;
    }

    private static OptionalLong sizeOf(Path file) throws IOException {
        try {
            return OptionalLong.of(Files.size(file));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    private void forgetAbandoned() throws IOException {
        var before = Instant.now().minus(ABANDONED);
        try (var files = Files.newDirectoryStream(incoming)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path path(Digest digest) {
        return finished.resolve(digest.hex());
    }

    private Object lock(Digest digest) {
        return locks.computeIfAbsent(digest.hex().substring(0, 2), prefix -> new Object());
    }
}
