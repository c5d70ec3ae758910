package io.skerry.cli.command.app;

import io.skerry.cli.fault.CliFault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code apps}: what is done with applications as a whole. */
@Command(
        name = "apps",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "clone",
        description = "Act on applications as a whole.")
public final class Apps implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CliFault.usage("what about applications?", "Say: apps clone FROM TO. To see what runs: ps");
    }
}
