package io.skerry.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Space on disks and in memory, and who may look into folders. */
final class Room {

    private static final long LITTLE = 2L << 30;
    private static final long TOO_LITTLE = 512L << 20;
    private static final long MEMORY_KIB = 2L << 20;

    private Room() {}

    static Finding disk(String what, Path folder) {
        var there = nearest(folder);
        try {
            var free = Files.getFileStore(there).getUsableSpace();
            var found = (free >> 20) + " MiB free at " + folder;
            if (!Files.isWritable(there)) {
                return Finding.broken(what, there + " cannot be written", "Own it, or name another folder.");
            }
            if (free < TOO_LITTLE) {
                return Finding.broken(what, found, "Make room there, or name another folder.");
            }
            return free < LITTLE
                    ? Finding.limited(what, found, "Builds and start-up caches want 2 GiB.")
                    : Finding.sound(what, found);
        } catch (IOException e) {
            return Finding.broken(what, there + " cannot be looked at: " + e.getMessage(), "Name another folder.");
        }
    }

    static Finding memory() {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            var free = lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
            var found = (free >> 10) + " MiB can be had";
            return free < MEMORY_KIB
                    ? Finding.limited("memory", found, "Two data centers and a hub want 2 GiB; end other programs.")
                    : Finding.sound("memory", found);
        } catch (IOException e) {
            return Finding.limited("memory", "unknown: " + e.getMessage(), "");
        }
    }

    static Finding privateFolder(String what, Path path) {
        if (!Files.exists(path)) {
            return Finding.sound(what, path + " is not there yet");
        }
        try {
            var open = Files.getPosixFilePermissions(path);
            open.retainAll(Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE));
            return open.isEmpty()
                    ? Finding.sound(what, path.toString())
                    : Finding.broken(what, "others may look into " + path, "Close it: chmod go-rw " + path);
        } catch (IOException e) {
            return Finding.broken(what, path + " cannot be looked at: " + e.getMessage(), "Check who owns it.");
        }
    }

    private static Path nearest(Path folder) {
        var there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
