package io.skerry.cli.command.machine;

import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.completion.HubNames;
import io.skerry.cli.completion.Question;
import io.skerry.cli.fault.CliFault;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code complete}: what a shell asks while a line is being written; says nothing rather than something wrong. */
@Command(name = "complete", hidden = true, description = "Print what could come next; for shells.")
public final class Complete implements Callable<Integer> {

    private final Supplier<CommandLine> words;
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "The line so far, its last word being written.")
    private List<String> line = List.of();

    /** The word, over all the others. */
    public Complete(Supplier<CommandLine> words, Session session) {
        this.words = words;
        this.session = session;
    }

    @Override
    public Integer call() {
        var question = Question.of(words.get(), line.isEmpty() ? List.of("") : line);
        try {
            new HubNames(session.hub(new HubOptions()), session.environment())
                    .of(question)
                    .forEach(session.console().out()::println);
        } catch (CliFault e) {
            // No hub, or nobody signed in: there are no names to tell.
        }
        return 0;
    }
}
