package io.skerry.cli;

import io.skerry.cli.command.DurationConverter;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.app.Delete;
import io.skerry.cli.command.app.Env;
import io.skerry.cli.command.app.Logs;
import io.skerry.cli.command.app.Open;
import io.skerry.cli.command.app.Ps;
import io.skerry.cli.command.app.Restart;
import io.skerry.cli.command.app.Scale;
import io.skerry.cli.command.hub.DataCenters;
import io.skerry.cli.command.hub.Login;
import io.skerry.cli.command.hub.Operations;
import io.skerry.cli.command.machine.DoctorWord;
import io.skerry.cli.command.machine.Down;
import io.skerry.cli.command.machine.Supervise;
import io.skerry.cli.command.machine.Up;
import io.skerry.cli.command.release.Apply;
import io.skerry.cli.command.release.Deploy;
import io.skerry.cli.command.release.Releases;
import io.skerry.cli.command.release.Rollback;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Colour;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Every word and how it ends: the one place that turns faults into lines and exit codes. */
final class CommandTree {

    private final Session session;
    private final CommandLine root;

    CommandTree(Session session) {
        this.session = session;
        this.root = new CommandLine(new Root())
                .addSubcommand(new Up(session))
                .addSubcommand(new Down(session))
                .addSubcommand(new DoctorWord(session))
                .addSubcommand(new Login(session))
                .addSubcommand(new Deploy(session))
                .addSubcommand(new Apply(session))
                .addSubcommand(new Ps(session))
                .addSubcommand(new Logs(session))
                .addSubcommand(new Scale(session))
                .addSubcommand(new Releases(session))
                .addSubcommand(new Rollback(session))
                .addSubcommand(new Restart(session))
                .addSubcommand(new Env(session))
                .addSubcommand(new Open(session))
                .addSubcommand(new Delete(session))
                .addSubcommand(new Operations(session))
                .addSubcommand(dataCenters(session))
                .addSubcommand(new Supervise(session))
                .registerConverter(Duration.class, new DurationConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setOut(new PrintWriter(session.console().out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(session.console().err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(this::misspelt)
                .setExecutionExceptionHandler(this::failed);
    }

    /** Runs the words; returns the exit code. */
    int run(String... words) {
        return root.execute(words);
    }

    private static CommandLine dataCenters(Session session) {
        var list = new DataCenters.List(session);
        return new CommandLine(new DataCenters(list)).addSubcommand(list).addSubcommand(new DataCenters.Add(session));
    }

    private int misspelt(ParameterException wrong, String[] words) {
        var err = session.console().err();
        error(String.valueOf(wrong.getMessage()));
        var word = wrong.getCommandLine();
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, word.getErr())) {
            err.println("See: " + word.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE.number();
    }

    private int failed(Exception failure, CommandLine word, ParseResult parsed) throws Exception {
        if (!(failure instanceof CliFault fault)) {
            throw failure;
        }
        error(fault.sentence());
        var err = session.console().err();
        fault.details().forEach(detail -> err.println("  " + detail));
        if (fault.advice() != null) {
            err.println(fault.advice());
        }
        return fault.exitCode().number();
    }

    private void error(String sentence) {
        var console = session.console();
        console.err().println(console.paintProgress(Colour.RED, "error:") + " " + sentence);
    }
}
