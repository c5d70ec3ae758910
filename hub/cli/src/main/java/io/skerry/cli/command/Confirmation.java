package io.skerry.cli.command;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Asks before something is lost; {@code --yes} answers beforehand, and where nobody can be asked it must. */
public final class Confirmation {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    /** Returns if the answer is yes. */
    public void require(Console console, String question) {
        if (yes) {
            return;
        }
        if (!console.canAsk()) {
            throw CliFault.usage(question + " Nobody can be asked here", "Say --yes if you mean it.");
        }
        console.err().print(question + " [y/N] ");
        console.err().flush();
        try {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null || !line.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                throw CliFault.failed("left as it is", null);
            }
        } catch (IOException e) {
            throw CliFault.failed("no answer: " + e.getMessage(), null);
        }
    }
}
