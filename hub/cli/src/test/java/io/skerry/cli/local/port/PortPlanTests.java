package io.skerry.cli.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.cli.fault.CliFault;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortPlanTests {

    private final PortPlan fresh = PortPlan.fresh(7080, 7081);

    @Test
    void givesEachDataCenterASliceOfItsOwn() {
        var plan = fresh.withDataCenters(List.of("east", "west"), port -> true);

        assertThat(plan.slice("east")).isEqualTo("20000-20999");
        assertThat(plan.slice("west")).isEqualTo("21000-21999");
        assertThat(plan.gateway("west")).isEqualTo(21_000);
    }

    @Test
    void takesAnotherSliceWhereTheFirstPortIsTaken() {
        assertThat(fresh.withDataCenters(List.of("east"), port -> port != 20_000)
                        .gateway("east"))
                .isEqualTo(21_000);
    }

    @Test
    void keepsTheSliceADataCenterHas() {
        var before = fresh.withDataCenters(List.of("west"), port -> true);

        var after = before.withDataCenters(List.of("east", "west"), port -> false || port > 20_999);

        assertThat(after.gateway("west")).isEqualTo(20_000);
        assertThat(after.gateway("east")).isEqualTo(21_000);
    }

    @Test
    void staysBelowTheEphemeralPorts() {
        var names = IntStream.range(0, 12).mapToObj(i -> "dc" + i).toList();

        var plan = fresh.withDataCenters(names, port -> true);

        assertThat(plan.dataCenters().values()).allMatch(first -> first + PortPlan.SLICE <= 32_768);
        assertThatThrownBy(() -> plan.withDataCenters(List.of("one-more"), port -> true))
                .isInstanceOf(CliFault.class)
                .hasMessageContaining("no slice of 1000 ports");
    }

    @Test
    void keepsTheDatabasesPortWhileItIsFreeAndMovesItOtherwise() {
        var given = fresh.withDatabase(port -> true);

        assertThat(given.database()).isEqualTo(7082);
        assertThat(given.withDatabase(port -> true)).isEqualTo(given);
        assertThat(given.withDatabase(port -> !Set.of(7082, 7083).contains(port))
                        .database())
                .isEqualTo(7084);
    }
}
