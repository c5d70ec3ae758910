package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.process.slug.RunFile;
import io.skerry.machine.cgroup.Cgroup;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What outlives the agent about an instance.
 *
 * @param run how often its process was made
 * @param runFile what its slug said when it was laid out; the instance may have changed its copy since
 * @param groups folders of the control group of its last run
 */
record KeptLaunch(
        Launch launch, int run, RunFile runFile, @Nullable List<String> groups) {

    /** The group of its last run; without folders for one that had none.     */
    Cgroup group() {
        return new Cgroup(
                groups == null ? List.of() : groups.stream().map(Path::of).toList());
    }
}
