package io.skerry.build.source;

import io.skerry.build.sandbox.StopSign;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a fetch when the build is to stop. */
final class StoppableMonitor extends EmptyProgressMonitor {

    private final StopSign stop;

    StoppableMonitor(StopSign stop) {
        this.stop = stop;
    }

    @Override
    public boolean isCancelled() {
        return stop.raised().isPresent();
    }
}
