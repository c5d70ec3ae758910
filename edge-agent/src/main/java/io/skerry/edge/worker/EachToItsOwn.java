package io.skerry.edge.worker;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.worker.run.OneOffs;

/** What becomes of an instance is told to whoever made it. */
record EachToItsOwn(WorkloadRuntime.Listener components, WorkloadRuntime.Listener oneOffs)
        implements WorkloadRuntime.Listener {

    @Override
    public void started(Launch launch) {
        of(launch).started(launch);
    }

    @Override
    public void ended(Launch launch, Exit exit) {
        of(launch).ended(launch, exit);
    }

    @Override
    public void remarked(Launch launch) {
        of(launch).remarked(launch);
    }

    private WorkloadRuntime.Listener of(Launch launch) {
        return OneOffs.is(launch) ? oneOffs : components;
    }
}
