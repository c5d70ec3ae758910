package io.skerry.edge.runtime;

import java.util.List;

/** Looks at what instances use. */
@FunctionalInterface
public interface UsageSource {

    /** What every running instance uses now; blocks while it looks. */
    List<Usage> look();
}
