package io.skerry.cli.output;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** Where answers and progress go: answers on {@code out}, everything else on {@code err}; colours only on a terminal. */
public final class Console {

    /** Set by the launcher: the letters i, o, e for each of the three streams that is a terminal. */
    private static final String TERMINALS = "skerry.terminals";

    private final PrintStream out;
    private final PrintStream err;
    private final String terminals;
    private final boolean colours;
    private final Clock clock;

    /**
     * A console over two streams.
     *
     * @param terminals the letters i, o, e for each stream that is a terminal
     */
    public Console(PrintStream out, PrintStream err, String terminals, boolean colours, Clock clock) {
        this.out = out;
        this.err = err;
        this.terminals = terminals;
        this.colours = colours;
        this.clock = clock;
    }

    /** The console of this process. */
    public static Console system(Map<String, String> environment) {
        var plain = !environment.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(environment.get("TERM"));
        return new Console(System.out, System.err, System.getProperty(TERMINALS, ""), !plain, Clock.systemUTC());
    }

    /** For answers. */
    public PrintStream out() {
        return out;
    }

    /** For progress, questions and errors. */
    public PrintStream err() {
        return err;
    }

    /** By which ages are told. */
    public Clock clock() {
        return clock;
    }

    /** Whether somebody can be asked. */
    public boolean canAsk() {
        return terminals.contains("i") && terminals.contains("e");
    }

    /** Whether progress may be redrawn in place. */
    public boolean canRedraw() {
        return terminals.contains("e") && colours;
    }

    /** Whether an answer may take the place of the one before. */
    public boolean canRedrawAnswers() {
        return paintsAnswers();
    }

    /** The text in that colour, if answers go to a terminal. */
    public String paint(Colour colour, String text) {
        return colours && terminals.contains("o") ? colour.paint(text) : text;
    }

    /** The text in that colour, if progress goes to a terminal. */
    public String paintProgress(Colour colour, String text) {
        return colours && terminals.contains("e") ? colour.paint(text) : text;
    }

    /** Whether answers may be coloured. */
    boolean paintsAnswers() {
        return colours && terminals.contains("o");
    }
}
