package io.skerry.cli.output;

import static io.skerry.cli.output.Table.cell;
import static io.skerry.cli.output.Table.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.cli.CapturedConsole;
import org.junit.jupiter.api.Test;

class TableTests {

    @Test
    void isAsWideAsItsWidestCellsAndEndsWithoutBlanks() {
        var captured = new CapturedConsole();

        Table.of("NAME", "PHASE", "WHERE")
                .row(cell("web"), state("running"), cell("east"))
                .row(cell("a-longer-name"), state("failing"), cell(""))
                .print(captured.console());

        assertThat(captured.out()).isEqualTo("""
                        NAME           PHASE    WHERE
                        web            running  east
                        a-longer-name  failing
                        """);
    }

    @Test
    void coloursOnlyOnATerminal() {
        var terminal = new CapturedConsole("o", true);
        var refused = new CapturedConsole("o", false);

        Table.of("PHASE").row(state("running")).print(terminal.console());
        Table.of("PHASE").row(state("running")).print(refused.console());

        assertThat(terminal.out()).contains("\u001b[32mrunning\u001b[0m");
        assertThat(refused.out()).doesNotContain("\u001b");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> Table.of("ONE").row(cell(1), cell(2))).hasMessage("2 cells under 1 headings");
    }
}
