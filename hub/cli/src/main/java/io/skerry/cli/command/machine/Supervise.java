package io.skerry.cli.command.machine;

import io.skerry.cli.command.Session;
import io.skerry.cli.local.Supervision;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code up --detach} leaves behind. */
@Command(name = "supervise", hidden = true, description = "Watch what up started; up --detach starts this.")
public final class Supervise implements Callable<Integer> {

    private final Session session;

    @Mixin
    private FolderOptions folder = new FolderOptions();

    /** The word, for that session. */
    public Supervise(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        var console = session.console();
        Supervision.watchOnly(
                folder.folder(session),
                console.clock(),
                line -> console.out().println(console.clock().instant() + " " + line));
        return 0;
    }
}
