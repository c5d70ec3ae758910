package io.skerry.build.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.build.sandbox.ProcessTable.Row;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessTreeTests {

    @Test
    void findsMembersByMarkBySessionAndByDescent() {
        var table = List.of(
                row(10, 1, 10, true),
                row(11, 1, 50, false),
                row(12, 10, 99, false),
                row(13, 12, 98, false),
                row(14, 1, 97, false));

        assertThat(ProcessTree.members(table, Set.of(50))).extracting(Row::pid).containsExactly(10, 11, 12, 13);
    }

    @Test
    void neverCountsItselfAsAMember() {
        var ours = (int) ProcessHandle.current().pid();

        assertThat(ProcessTree.members(List.of(row(ours, 1, 50, true)), Set.of(50)))
                .isEmpty();
    }

    private static Row row(int pid, int parent, int session, boolean marked) {
        return new Row(pid, parent, pid, session, marked);
    }
}
