package io.skerry.cli.local.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramTests {

    @Test
    void theGatewayHasTheHeapThatItWasMeasuredWith() {
        assertThat(Program.GATEWAY.flags()).contains("-Xms16m", "-Xmx128m");
    }

    @ParameterizedTest
    @EnumSource
    void noProgramMayTakeAllTheMemoryThereIs(Program program) {
        assertThat(program.flags()).filteredOn(flag -> flag.startsWith("-Xmx")).hasSize(1);
    }
}
