package io.skerry.link.identity;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Keys and certificates as PEM files of one folder that only its owner may enter. Key and chain lie in one file, so that a crash never
 * leaves one without the other.
 */
public final class IdentityFiles {

    private static final String IDENTITY = "identity.pem";
    private static final String AUTHORITIES = "authorities.pem";

    private final Path folder;

    private IdentityFiles(Path folder) {
        this.folder = folder;
    }

    /** Opens the folder, which is created if need be. */
    public static IdentityFiles in(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new IdentityFiles(folder);
    }

    /** What was saved last, empty if nothing was. */
    public Optional<Credentials> load() throws IOException {
        try {
            var identity = Files.readString(folder.resolve(IDENTITY));
            var authorities = Files.readString(folder.resolve(AUTHORITIES));
            return Optional.of(new Credentials(
                    Keys.parse(identity),
                    Certificates.parse(identity.substring(identity.indexOf("-----BEGIN CERTIFICATE"))),
                    Certificates.parse(authorities)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Saves all of it; returns once it is on the disk. */
    public void save(Credentials credentials) throws IOException {
        write(AUTHORITIES, Certificates.pem(credentials.authorities()));
        write(IDENTITY, Keys.pem(credentials.key()) + Certificates.pem(credentials.chain()));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        var next = folder.resolve(name + ".next");
        Files.deleteIfExists(next);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(next, Set.of(CREATE_NEW, WRITE), mode)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, ATOMIC_MOVE);
        try (var entries = FileChannel.open(folder, READ)) {
            entries.force(true);
        }
    }
}
