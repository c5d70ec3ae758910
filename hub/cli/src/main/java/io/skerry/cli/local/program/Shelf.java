package io.skerry.cli.local.program;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Copies of the built programs in the user's cache, one folder per content. A running JVM reads its jars as long as it
 * lives, so it must not run from where the next build writes; and a start-up cache is good for one content only.
 */
public final class Shelf {

    private static final int KEPT = 2;
    private static final Duration KEPT_FOR = Duration.ofDays(1);
    private static final int KEY_LENGTH = 16;

    private final Path folder;

    /** The shelf in that folder. */
    public Shelf(Path folder) {
        this.folder = folder;
    }

    /** The program as built in the checkout, copied unless a copy of that content is there. */
    public Shelved take(Program program, Path checkout) {
        var jar = program.jarIn(checkout);
        if (!Files.exists(jar)) {
            throw CliFault.failed(jar + " is not built", "Start with ./skerry, which builds what is missing.");
        }
        try {
            var shelved = new Shelved(program, folder.resolve(program.text() + "-" + key(jar)));
            if (!Files.exists(shelved.folder())) {
                copy(jar, shelved);
            }
            Files.setLastModifiedTime(shelved.folder(), FileTime.from(Instant.now()));
            clear(program);
            return shelved;
        } catch (IOException e) {
            throw CliFault.failed(
                    "cannot put " + jar + " aside in " + folder + ": " + e.getMessage(),
                    "Make room there, or set XDG_CACHE_HOME to a folder that has it.");
        }
    }

    private void copy(Path jar, Shelved shelved) throws IOException {
        PrivateFiles.folder(folder);
        var draft = Files.createTempDirectory(folder, ".draft-");
        Files.copy(jar, draft.resolve(shelved.jar().getFileName()));
        var lib = Files.createDirectory(draft.resolve("lib"));
        for (var library : libraries(jar)) {
            Files.copy(library, lib.resolve(library.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        try {
            Files.move(draft, shelved.folder(), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            Trees.delete(draft);
        }
    }

    /** Content for what changes under one name, name and size for libraries, whose versions do not. */
    private static String key(Path jar) throws IOException {
        var digest = sha256();
        digest.update(Files.readAllBytes(jar));
        digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
        for (var library : libraries(jar)) {
            var name = String.valueOf(library.getFileName());
            digest.update((name + Files.size(library)).getBytes(StandardCharsets.UTF_8));
            if (name.startsWith("skerry-")) {
                digest.update(Files.readAllBytes(library));
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_LENGTH);
    }

    private static List<Path> libraries(Path jar) throws IOException {
        try (var files = Files.list(jar.resolveSibling("lib"))) {
            return files.sorted().toList();
        }
    }

    private void clear(Program program) throws IOException {
        try (var files = Files.list(folder)) {
            var old = files.filter(f -> f.getFileName().toString().startsWith(program.text() + "-"))
                    .sorted(Comparator.comparing(Shelf::lastUse).reversed())
                    .skip(KEPT)
                    .filter(f -> lastUse(f).isBefore(Instant.now().minus(KEPT_FOR)))
                    .toList();
            for (var unused : old) {
                Trees.delete(unused);
            }
        }
    }

    private static Instant lastUse(Path shelved) {
        try {
            return Files.getLastModifiedTime(shelved).toInstant();
        } catch (IOException e) {
            return Instant.now();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
