package io.skerry.cli.local.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs of a checkout: a thin jar each, its libraries beside it in {@code lib/}. */
public enum Program {
    HUB("hub", "hub/target/hub.jar"),
    AGENT("agent", "edge-agent/target/edge-agent.jar"),
    GATEWAY("gateway", "gateway/target/gateway.jar"),
    SUPERVISOR("supervisor", "hub/cli/target/skerry.jar");

    /**
     * What the start-up cache remembers of hot code would be compiled at once, by every process, while all of them start.
     * Without it each compiles what gets hot in its own run.
     */
    private static final List<String> NO_REPLAY = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining");

    private static final List<String> COMMON = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError");

    private static final List<String> CHRONICLE = List.of(
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "-Dchronicle.analytics.disable=true");

    private final String text;
    private final String jar;

    Program(String text, String jar) {
        this.text = text;
        this.jar = jar;
    }

    /** What it is called in names of processes and folders. */
    public String text() {
        return text;
    }

    /** Where the build puts it within a checkout. */
    public Path jarIn(Path checkout) {
        return checkout.resolve(jar);
    }

    /** The JVM's flags. */
    List<String> flags() {
        var flags = new ArrayList<>(COMMON);
        flags.addAll(NO_REPLAY);
        flags.addAll(own());
        flags.addAll(heap());
        return flags;
    }

    private List<String> heap() {
        return switch (this) {
            case HUB -> List.of("-Xmx384m");
            case AGENT -> List.of("-Xmx192m");
            case GATEWAY -> List.of("-Xms16m", "-Xmx128m");
            case SUPERVISOR -> List.of("-Xmx48m");
        };
    }

    private List<String> own() {
        return switch (this) {
            case HUB, GATEWAY -> List.of();
            case AGENT -> CHRONICLE;
            case SUPERVISOR -> List.of("-XX:TieredStopAtLevel=1");
        };
    }
}
