package io.skerry.hub.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.build.BuildLine.Next;
import io.skerry.hub.build.BuildLine.Open;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BuildLineTests {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> BOTH = List.of("east", "west");

    @Test
    void fiftyBuildsOfOneTenantDoNotDelayTheOneOfAnother() {
        var open = new ArrayList<>(
                IntStream.range(0, 50).mapToObj(n -> waiting("acme", n, BOTH)).toList());
        var single = waiting("beta", 50, BOTH);
        open.add(single);

        var line = new BuildLine(open, Map.of("acme", BEGIN));

        assertThat(line.position(single.uid())).contains(1);
        assertThat(line.position(open.getFirst().uid())).contains(2);
        assertThat(line.position(open.get(49).uid())).contains(51);
    }

    @Test
    void tenantsTakeTurnsAndWithinOneTheOldestComesFirst() {
        var a1 = waiting("a", 1, BOTH);
        var a2 = waiting("a", 2, BOTH);
        var b1 = waiting("b", 3, BOTH);
        var b2 = waiting("b", 4, BOTH);
        var line = new BuildLine(List.of(b2, a2, b1, a1), Map.of("a", BEGIN.plusSeconds(9), "b", BEGIN));

        assertThat(List.of(b1, a1, b2, a2))
                .extracting(open -> line.position(open.uid()).orElseThrow())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void aDataCenterIsGivenItsNextBuildOnceItHasBegunTheOneBefore() {
        var begun = given("acme", 1, "east", true);
        var untouched = given("acme", 2, "west", false);
        var first = waiting("acme", 3, BOTH);
        var line = new BuildLine(List.of(begun, untouched, first, waiting("acme", 4, BOTH)), Map.of());

        assertThat(line.next(Set.of("east", "west"))).containsExactly(new Next(first, "east"));
        assertThat(line.position(untouched.uid())).contains(1);
        assertThat(line.position(first.uid())).contains(2);
        assertThat(line.position(begun.uid())).isEmpty();
    }

    @Test
    void buildsGoWhereLeastIsDoneAndOnlyWhereTheyMay() {
        var busy = given("acme", 1, "east", true);
        var free = waiting("acme", 2, BOTH);
        var bound = waiting("beta", 3, List.of("north"));

        assertThat(new BuildLine(List.of(busy, free, bound), Map.of()).next(Set.of("east", "west")))
                .containsExactly(new Next(free, "west"));
        assertThat(new BuildLine(List.of(busy, free, bound), Map.of()).next(Set.of()))
                .isEmpty();
    }

    @Test
    void whoeverBringsTheListInWhateverOrderTheLineIsTheSame() {
        var open = new ArrayList<>(IntStream.range(0, 20)
                .mapToObj(n -> waiting("t" + n % 3, n, BOTH))
                .toList());
        var before = new BuildLine(open, Map.of()).next(Set.of("east", "west"));
        Collections.reverse(open);

        assertThat(new BuildLine(open, Map.of()).next(Set.of("east", "west"))).isEqualTo(before);
    }

    @Test
    void placesAreSaidAsPeopleSayThem() {
        assertThat(IntStream.of(1, 2, 3, 4, 11, 12, 13, 21, 102, 111).mapToObj(BuildLines::ordinal))
                .containsExactly("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th");
    }

    private static Open waiting(String tenant, int second, List<String> among) {
        return new Open(new UUID(0, second), tenant, among, BEGIN.plusSeconds(second), Optional.empty(), false, 1);
    }

    private static Open given(String tenant, int second, String dc, boolean begun) {
        return new Open(new UUID(0, second), tenant, BOTH, BEGIN.plusSeconds(second), Optional.of(dc), begun, 1);
    }
}
