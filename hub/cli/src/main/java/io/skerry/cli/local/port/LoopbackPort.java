package io.skerry.cli.local.port;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Ports of 127.0.0.1: free or taken, and by whom. */
public final class LoopbackPort {

    private static final String LISTENING = "0A";

    private LoopbackPort() {}

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Refuses a port that is taken.
     *
     * @param purpose what it is wanted for
     * @param way which flag asks for another
     */
    public static void require(int port, String purpose, String way) {
        if (!isFree(port)) {
            var who = holder(port).map(h -> " by " + h).orElse("");
            throw new CliFault(
                    ExitCode.CONFLICT,
                    "port " + port + " for " + purpose + " is taken" + who,
                    "Free it, or " + way + ".");
        }
    }

    /** Who listens there, as far as this user may know: {@code process 4711 (java)}. */
    public static Optional<String> holder(int port) {
        return inode("/proc/net/tcp", port)
                .or(() -> inode("/proc/net/tcp6", port))
                .flatMap(LoopbackPort::process);
    }

    private static Optional<String> inode(String table, int port) {
        var suffix = String.format(Locale.ROOT, ":%04X", port);
        try (var lines = Files.lines(Path.of(table))) {
            return lines.map(line -> line.strip().split("\\s+", -1))
                    .filter(f -> f.length > 9 && f[1].endsWith(suffix) && f[3].equals(LISTENING))
                    .map(f -> f[9])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> process(String inode) {
        var wanted = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .filter(process -> holds(Path.of("/proc", Long.toString(process.pid()), "fd"), wanted))
                .map(process -> "process " + process.pid() + name(process.pid()))
                .findFirst();
    }

    private static boolean holds(Path descriptors, String wanted) {
        try (var links = Files.newDirectoryStream(descriptors)) {
            for (var link : links) {
                if (Files.readSymbolicLink(link).toString().equals(wanted)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // Another user's process, or one that just ended: not ours to know.
            return false;
        }
    }

    private static String name(long pid) {
        try {
            return " ("
                    + Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                            .strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
