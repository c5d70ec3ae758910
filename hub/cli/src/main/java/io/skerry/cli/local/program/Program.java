package io.skerry.cli.local.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs of a checkout: a thin jar each, its libraries beside it in {@code lib/}. */
public enum Program {
    HUB("hub", "hub/target/hub.jar", "384m"),
    AGENT("agent", "edge-agent/target/edge-agent.jar", "192m"),
    GATEWAY("gateway", "gateway/target/gateway.jar", "192m"),
    SUPERVISOR("supervisor", "hub/cli/target/skerry.jar", "48m");

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
    private final String heap;

    Program(String text, String jar, String heap) {
        this.text = text;
        this.jar = jar;
        this.heap = heap;
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
        flags.addAll(own());
        flags.add("-Xmx" + heap);
        return flags;
    }

    private List<String> own() {
        return switch (this) {
            case HUB, GATEWAY -> List.of();
            case AGENT -> CHRONICLE;
            case SUPERVISOR -> List.of("-XX:TieredStopAtLevel=1");
        };
    }
}
