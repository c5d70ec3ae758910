package io.skerry.cli.local.process;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How processes ended that this one started; the ends of others' children cannot be seen. */
final class Exits {

    /** Signals as people know them, by number. */
    private static final Map<Integer, String> SIGNALS =
            Map.of(1, "HUP", 2, "INT", 3, "QUIT", 6, "ABRT", 9, "KILL", 11, "SEGV", 15, "TERM");

    /** What the JDK adds to a signal's number. */
    private static final int SIGNALLED = 128;

    private static final int LAST_SIGNAL = 64;

    private final Map<String, Process> children = new ConcurrentHashMap<>();

    void started(String name, Process process) {
        children.put(name, process);
    }

    /** {@code code 3}, {@code signal 9 (KILL)}. */
    String of(String name, ProcessIdentity identity) {
        var child = children.get(name);
        if (child == null || child.pid() != identity.pid() || child.isAlive()) {
            return "exit not seen";
        }
        var value = child.exitValue();
        var signal = value - SIGNALLED;
        if (signal <= 0 || signal > LAST_SIGNAL) {
            return "code " + value;
        }
        var known = SIGNALS.get(signal);
        return "signal " + signal + (known == null ? "" : " (" + known + ")");
    }
}
