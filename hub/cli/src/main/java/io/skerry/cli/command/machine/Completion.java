package io.skerry.cli.command.machine;

import io.skerry.cli.command.Session;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code completion}: what a shell needs to complete words and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print a completion script for bash and zsh; use it with: source <(./skerry completion)")
public final class Completion implements Callable<Integer> {

    private final Supplier<CommandLine> words;
    private final Session session;

    /** The word, over all the others. */
    public Completion(Supplier<CommandLine> words, Session session) {
        this.words = words;
        this.session = session;
    }

    @Override
    public Integer call() {
        session.console().out().print(AutoComplete.bash("skerry", words.get()));
        return 0;
    }
}
