package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.runtime.process.limit.Confinement;
import io.skerry.edge.runtime.process.machine.Identity;
import io.skerry.edge.runtime.process.machine.OutputTail;
import io.skerry.machine.cgroup.Cgroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts together how a run ended, from what its wrapper, its control group and the agent that ended it left. */
final class Ending {

    private static final int LAST_LINES = 20;

    private final Layout layout;
    private final Confinement confinement;
    private final Function<Launch, Path> output;

    Ending(Layout layout, Confinement confinement, Function<Launch, Path> output) {
        this.layout = layout;
        this.confinement = confinement;
        this.output = output;
    }

    /**
     * The end of a run of which nothing runs any more.
     *
     * @param reason what the runtime did to it, if that was no matter of limits
     * @param unseen what to say if nobody saw its exit code
     */
    Exit of(Launch launch, int run, Cgroup group, @Nullable String reason, String unseen) throws IOException {
        var code = Identity.readEnd(layout.ended(launch.instance()), run).orElse(null);
        var overuse = layout.overuse(launch.instance())
                .or(() -> confinement.killedFor(launch.limits(), group))
                .orElse(null);
        return new Exit(
                code,
                overuse == null ? why(code, reason, unseen) : overuse.sentence(),
                overuse,
                OutputTail.of(output.apply(launch), LAST_LINES));
    }

    private static @Nullable String why(@Nullable Integer code, @Nullable String reason, String unseen) {
        return reason == null && code == null ? unseen : reason;
    }

    /** Whether a run left more in its folder than it may. */
    static boolean overfilled(@Nullable Exit exit) {
        return exit != null && exit.overuse() != null && exit.overuse().of() == Overuse.Resource.DISK;
    }
}
