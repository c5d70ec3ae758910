package io.skerry.edge.worker.probe;

import io.skerry.edge.worker.instance.Instance;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts an answer into words a user can act on. */
final class Diagnosis {

    private Diagnosis() {}

    /**
     * Why an instance does not pass its readiness probe.
     *
     * @param listening the TCP ports it listens on
     * @param lines the last it wrote
     */
    static Cause unready(Instance instance, Answer answer, Set<Integer> listening, List<String> lines) {
        var told = Set.copyOf(instance.ports().values());
        var others = new TreeSet<>(listening);
        others.removeAll(told);
        var refused = answer.refused();
        if (refused == null || others.isEmpty() || listening.contains(refused)) {
            return new Cause(
                    ErrorCode.NOT_READY,
                    answer.problem() + ".",
                    "Look at the component's log; if it needs longer to start, raise update.readyWithin, and if it has another way to"
                            + " say that it is ready, set probes.readiness.",
                    null,
                    lines);
        }
        var found = others.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new Cause(
                ErrorCode.WRONG_PORT,
                "It listens on port " + found + " instead of " + refused + ", the number it was told.",
                "Let the program listen on the port that the variable PORT names; with a fixed port in its command, write $PORT instead of "
                        + others.getFirst() + ".",
                null,
                lines);
    }

    /** Why an instance is to be started again. */
    static Cause sick(String probe, Answer answer, int failures) {
        return Cause.of(
                ErrorCode.NOT_READY,
                "Its " + probe + " probe failed " + failures + " times in a row: " + answer.problem() + ".",
                "It is started again; look at the component's log, or set probes." + probe + " to ask more patiently.");
    }
}
