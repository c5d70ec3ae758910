package io.skerry.testkit.agent;

import io.skerry.testkit.clock.MovedClock;
import io.skerry.testkit.crash.CrashAgent;
import java.lang.instrument.Instrumentation;
import java.time.Duration;

/** The testkit's Java agent: {@code -javaagent:skerry-testkit.jar=clock+PT1H}, or the points of a {@link CrashAgent}. */
public final class FaultAgent {

    private static final String CLOCK = "clock+";

    private FaultAgent() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        if (arguments.startsWith(CLOCK)) {
            MovedClock.move(instrumentation, Duration.parse(arguments.substring(CLOCK.length())));
        } else {
            CrashAgent.premain(arguments, instrumentation);
        }
    }

    /** The JVM's argument for a clock that is so far ahead. */
    public static String clockAhead(Duration time) {
        return "-javaagent:" + CrashAgent.jar() + "=" + CLOCK + time;
    }
}
