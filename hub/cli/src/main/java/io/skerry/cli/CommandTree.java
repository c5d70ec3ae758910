package io.skerry.cli;

import io.skerry.cli.command.DurationConverter;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.app.Apps;
import io.skerry.cli.command.app.CloneApp;
import io.skerry.cli.command.app.Delete;
import io.skerry.cli.command.app.DeleteVolume;
import io.skerry.cli.command.app.Env;
import io.skerry.cli.command.app.EnvExport;
import io.skerry.cli.command.app.EnvImport;
import io.skerry.cli.command.app.Logs;
import io.skerry.cli.command.app.Open;
import io.skerry.cli.command.app.Ps;
import io.skerry.cli.command.app.Restart;
import io.skerry.cli.command.app.Run;
import io.skerry.cli.command.app.Scale;
import io.skerry.cli.command.app.Top;
import io.skerry.cli.command.app.Volumes;
import io.skerry.cli.command.app.WaitForApp;
import io.skerry.cli.command.hub.AcceptDataCenter;
import io.skerry.cli.command.hub.Backups;
import io.skerry.cli.command.hub.ChangeSetting;
import io.skerry.cli.command.hub.DataCenters;
import io.skerry.cli.command.hub.Events;
import io.skerry.cli.command.hub.KeepBackup;
import io.skerry.cli.command.hub.Login;
import io.skerry.cli.command.hub.MakeBackup;
import io.skerry.cli.command.hub.Operations;
import io.skerry.cli.command.hub.Protect;
import io.skerry.cli.command.hub.Settings;
import io.skerry.cli.command.hub.Wait;
import io.skerry.cli.command.hub.WaitForOperation;
import io.skerry.cli.command.machine.Complete;
import io.skerry.cli.command.machine.Completion;
import io.skerry.cli.command.machine.DoctorWord;
import io.skerry.cli.command.machine.Down;
import io.skerry.cli.command.machine.Platform;
import io.skerry.cli.command.machine.Restore;
import io.skerry.cli.command.machine.Supervise;
import io.skerry.cli.command.machine.Up;
import io.skerry.cli.command.release.Apply;
import io.skerry.cli.command.release.Builds;
import io.skerry.cli.command.release.Deploy;
import io.skerry.cli.command.release.HookAdd;
import io.skerry.cli.command.release.HookWords;
import io.skerry.cli.command.release.Hooks;
import io.skerry.cli.command.release.Releases;
import io.skerry.cli.command.release.Rollback;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Colour;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Every word and how it ends: the one place that turns faults into lines and exit codes. */
final class CommandTree {

    private final Session session;
    private final Map<String, Supplier<Object>> words = new LinkedHashMap<>();

    CommandTree(Session session) {
        this.session = session;
        words.put("up", () -> new Up(session));
        words.put("down", () -> new Down(session));
        words.put("platform", () -> platform(session));
        words.put("doctor", () -> new DoctorWord(session));
        words.put("login", () -> new Login(session));
        words.put("deploy", () -> new Deploy(session));
        words.put("apply", () -> new Apply(session));
        words.put("ps", () -> new Ps(session));
        words.put("top", () -> new Top(session));
        words.put("logs", () -> new Logs(session));
        words.put("events", () -> new Events(session));
        words.put("scale", () -> new Scale(session));
        words.put("releases", () -> new Releases(session));
        words.put("builds", () -> new Builds(session));
        words.put("hooks", () -> hooks(session));
        words.put("rollback", () -> new Rollback(session));
        words.put("restart", () -> new Restart(session));
        words.put("run", () -> new CommandLine(new Run(session)).setStopAtPositional(true));
        words.put("env", () -> env(session));
        words.put("open", () -> new Open(session));
        words.put("apps", () -> new CommandLine(new Apps()).addSubcommand(new CloneApp(session)));
        words.put("volumes", () -> new CommandLine(new Volumes(session)).addSubcommand(new DeleteVolume(session)));
        words.put("delete", () -> new Delete(session));
        words.put("protect", () -> new Protect(session));
        words.put("wait", () -> waiting(session));
        words.put("operations", () -> new Operations(session));
        words.put("dc", () -> dataCenters(session));
        words.put("setting", () -> settings(session));
        words.put("backup", () -> backups(session));
        words.put("restore", () -> new Restore(session));
        words.put("completion", () -> new Completion(session));
        words.put("complete", () -> new Complete(this::whole, session));
        words.put("supervise", () -> new Supervise(session));
    }

    /** Runs the words; returns the exit code. */
    int run(String... line) {
        return needed(line.length == 0 ? "" : line[0]).execute(line);
    }

    /** Picocli takes ten milliseconds and more to look at a command, so only the one that is called is shown to it. */
    private CommandLine needed(String first) {
        if (words.containsKey(first)) {
            return tree(List.of(first));
        }
        return first.equals("--version") ? tree(List.of()) : whole();
    }

    private CommandLine whole() {
        return tree(words.keySet());
    }

    private CommandLine tree(Collection<String> chosen) {
        var root = new CommandLine(new Root());
        chosen.forEach(word ->
                root.addSubcommand(word, Objects.requireNonNull(words.get(word)).get()));
        root.getSubcommands().values().forEach(word -> word.getCommandSpec().versionProvider(new Root.Version()));
        return root.registerConverter(Duration.class, new DurationConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setOut(new PrintWriter(session.console().out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(session.console().err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(this::misspelt)
                .setExecutionExceptionHandler(this::failed);
    }

    private static CommandLine dataCenters(Session session) {
        var list = new DataCenters.List(session);
        return new CommandLine(new DataCenters(list))
                .addSubcommand(list)
                .addSubcommand(new DataCenters.Add(session))
                .addSubcommand(new AcceptDataCenter(session));
    }

    private static CommandLine platform(Session session) {
        return new CommandLine(new Platform(session)).addSubcommand(new Platform.Ps(session));
    }

    private static CommandLine backups(Session session) {
        var list = new Backups.List(session);
        return new CommandLine(new Backups(list))
                .addSubcommand(list)
                .addSubcommand(new MakeBackup.Create(session))
                .addSubcommand(new Backups.Show(session))
                .addSubcommand(new MakeBackup.Verify(session))
                .addSubcommand(new KeepBackup.Download(session))
                .addSubcommand(new KeepBackup.Delete(session));
    }

    private static CommandLine hooks(Session session) {
        return new CommandLine(new Hooks())
                .addSubcommand(new Hooks.Listing(session))
                .addSubcommand(new HookAdd(session))
                .addSubcommand(new HookWords.Deliveries(session))
                .addSubcommand(new HookWords.Replay(session))
                .addSubcommand(new HookWords.Remove(session));
    }

    private static CommandLine waiting(Session session) {
        return new CommandLine(new Wait())
                .addSubcommand(new WaitForOperation(session))
                .addSubcommand(new WaitForApp(session));
    }

    private static CommandLine env(Session session) {
        return new CommandLine(new Env(session))
                .addSubcommand(new EnvImport(session))
                .addSubcommand(new EnvExport(session));
    }

    private static CommandLine settings(Session session) {
        return new CommandLine(new Settings(session)).addSubcommand(new ChangeSetting(session));
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
