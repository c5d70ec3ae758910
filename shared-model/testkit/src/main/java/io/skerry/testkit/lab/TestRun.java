package io.skerry.testkit.lab;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs the test classes that it is given and nothing around them. Exits 0 if all passed, 1 if one failed, 2 if there was none; seeded bugs are
 * held against tests this way, without a build.
 */
public final class TestRun {

    private TestRun() {}

    /** @param arguments names of test classes */
    public static void main(String[] arguments) {
        var classes = Stream.of(arguments).map(name -> selectClass(name)).toList();
        var request =
                LauncherDiscoveryRequestBuilder.request().selectors(classes).build();
        var outcome = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, outcome);
        var summary = outcome.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), 3);
        System.out.println(summary.getTestsSucceededCount() + " passed, " + summary.getTotalFailureCount() + " failed");
        System.exit(summary.getTotalFailureCount() > 0 ? 1 : summary.getTestsFoundCount() == 0 ? 2 : 0);
    }
}
