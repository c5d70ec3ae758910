package io.skerry.edge.runtime;

import io.skerry.model.application.RunSpec;
import java.util.List;

final class FakeRuntimeContractTests extends RuntimeContract {

    private final FakeMachine machine = new FakeMachine();

    @Override
    protected WorkloadRuntime open() {
        return new FakeRuntime(machine);
    }

    @Override
    protected int freePort() {
        return 2000;
    }

    @Override
    protected RunSpec run(Program program) {
        return switch (program) {
            case SERVES, RUNS -> command("serve");
            case EXITS_WITH_3 -> command("exit", "3", "no database");
            case IGNORES_TERM -> command("stubborn");
            case REMEMBERS -> command("remember");
            case HAS_NO_COMMAND -> new RunSpec(null, null, null);
        };
    }

    private static RunSpec command(String... words) {
        return new RunSpec(null, List.of(words), null);
    }
}
