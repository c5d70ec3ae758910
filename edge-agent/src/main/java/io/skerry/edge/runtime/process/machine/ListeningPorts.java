package io.skerry.edge.runtime.process.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which TCP ports processes listen on, as {@code /proc} shows it. */
public final class ListeningPorts {

    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEX = 16;

    private ListeningPorts() {}

    /** The ports those processes listen on, rising. */
    public static Set<Integer> of(Collection<Long> pids) {
        var sockets = new HashSet<String>();
        pids.forEach(pid -> sockets.addAll(sockets(pid)));
        var ports = new TreeSet<Integer>();
        for (var table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            ports.addAll(ports(Path.of(table), sockets));
        }
        return ports;
    }

    private static Set<Integer> ports(Path table, Set<String> sockets) {
        var ports = new HashSet<Integer>();
        try (var lines = Files.lines(table)) {
            lines.skip(1).map(line -> line.strip().split("\\s+", -1)).forEach(fields -> {
                if (fields[STATE].equals(LISTEN) && sockets.contains(fields[INODE])) {
                    var address = fields[LOCAL_ADDRESS];
                    ports.add(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), HEX));
                }
            });
        } catch (IOException _) {
            // A machine without IPv6 has no second table.
            return Set.of();
        }
        return ports;
    }

    private static Set<String> sockets(long pid) {
        var inodes = new HashSet<String>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (var descriptor : descriptors.toList()) {
                var target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        } catch (IOException _) {
            // It ended while we looked; what was found so far still tells something.
        }
        return inodes;
    }
}
