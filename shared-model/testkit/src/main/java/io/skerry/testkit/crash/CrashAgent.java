package io.skerry.testkit.crash;

import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The agent: {@code -javaagent:skerry-testkit.jar=<file>,<point>,<point>…}. Passes count from when the file exists, so that a process can start
 * and be made ready before it is to die.
 */
public final class CrashAgent {

    private CrashAgent() {}

    /** Arms the points of this process. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        var parts = Arrays.asList(arguments.split(","));
        var points = parts.subList(1, parts.size()).stream().map(CrashPoint::of).toList();
        Crash.arm(Path.of(parts.getFirst()), points);
        instrumentation.addTransformer(new CrashTransformer(points));
    }

    /**
     * The JVM's argument for it.
     *
     * @param armed passes count from when this file exists
     */
    public static String argument(Path armed, CrashPoint... points) {
        var parts = new ArrayList<>(List.of(armed.toString()));
        Arrays.stream(points).map(CrashPoint::text).forEach(parts::add);
        return "-javaagent:" + jar() + "=" + String.join(",", parts);
    }

    /** The testkit's jar: tests that need it run once everything is packaged. */
    public static Path jar() {
        var source = CrashAgent.class.getProtectionDomain().getCodeSource();
        return Path.of(URI.create(source.getLocation().toString()));
    }
}
