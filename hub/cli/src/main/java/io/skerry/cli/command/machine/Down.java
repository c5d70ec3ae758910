package io.skerry.cli.command.machine;

import io.skerry.cli.command.Session;
import io.skerry.cli.local.Supervision;
import io.skerry.cli.output.Progress;
import io.skerry.cli.output.Work;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code down}: nothing of Skerry runs on this machine afterwards. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = {
            "Stop everything that up started, tenants' instances among it. All state stays; up continues from there.",
            "The first time after a build each program writes a start-up cache as it stops, which takes some seconds."
        })
public final class Down implements Callable<Integer> {

    private final Session session;

    @Mixin
    private FolderOptions folder = new FolderOptions();

    /** The word, for that session. */
    public Down(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        var console = session.console();
        try (var progress = Progress.on(console)) {
            var stopped = Supervision.takeDown(folder.folder(session), new Work(progress, console.clock()));
            progress.say(stopped == 0 ? "Nothing ran." : "Skerry is down.");
        }
        return 0;
    }
}
