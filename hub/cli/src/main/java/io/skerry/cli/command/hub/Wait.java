package io.skerry.cli.command.hub;

import io.skerry.cli.fault.CliFault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code wait}: for scripts that go on when something is done. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(operation ID | app APP --for STATE)",
        description =
                "Wait for the end of an operation, or for a state of an application; exit code 7 if that takes too long.")
public final class Wait implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CliFault.usage(
                "wait for what?", "Say: wait operation ID, or: wait app APP --for running|current|deleted");
    }
}
