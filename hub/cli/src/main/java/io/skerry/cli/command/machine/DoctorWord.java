package io.skerry.cli.command.machine;

import io.skerry.cli.command.Format;
import io.skerry.cli.command.Session;
import io.skerry.cli.doctor.Doctor;
import io.skerry.cli.doctor.Finding;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Colour;
import io.skerry.cli.output.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: whether this machine can run Skerry. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Look whether this machine can run Skerry: ports, JDK, disk, tool chains, permissions.")
public final class DoctorWord implements Callable<Integer> {

    private final Session session;

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print: table or json.")
    private Format format = Format.TABLE;

    /** The word, for that session. */
    public DoctorWord(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var findings = new Doctor(folder.folder(session), session.contexts(), session.environment()).examine();
        if (format == Format.JSON) {
            session.printJson(json(findings));
        } else {
            findings.forEach(this::print);
        }
        var sound = findings.stream().noneMatch(f -> f.verdict() == Finding.Verdict.BROKEN);
        return sound ? ExitCode.OK.number() : ExitCode.FAILED.number();
    }

    private void print(Finding finding) {
        var console = session.console();
        var mark = switch (finding.verdict()) {
            case SOUND -> console.paint(Colour.GREEN, "✓");
            case LIMITED -> console.paint(Colour.YELLOW, "!");
            case BROKEN -> console.paint(Colour.RED, "✗");
        };
        console.out().println(mark + " " + finding.what() + ": " + finding.found());
        if (!finding.fix().isEmpty()) {
            console.out().println("    " + finding.fix());
        }
    }

    private static tools.jackson.databind.JsonNode json(List<Finding> findings) {
        var list = Json.array();
        for (var finding : findings) {
            list.addObject()
                    .put("what", finding.what())
                    .put("verdict", finding.verdict().text())
                    .put("found", finding.found())
                    .put("fix", finding.fix());
        }
        return Json.object().set("findings", list);
    }
}
