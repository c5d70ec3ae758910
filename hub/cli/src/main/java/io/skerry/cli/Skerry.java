package io.skerry.cli;

import io.skerry.cli.command.Session;
import io.skerry.cli.config.ContextFile;
import io.skerry.cli.output.Console;

/** Where the command line starts. */
public final class Skerry {

    private Skerry() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        var environment = System.getenv();
        var console = Console.system(environment);
        var code = new CommandTree(new Session(console, environment, ContextFile.ofUser(environment))).run(args);
        console.out().flush();
        System.exit(code);
    }
}
