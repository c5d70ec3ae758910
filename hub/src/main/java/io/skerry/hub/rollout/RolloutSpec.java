package io.skerry.hub.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One move of a release into data centers.
 *
 * @param sequence rises by one per application; the highest decides what a data center runs
 * @param release number of the release
 * @param from what ran before
 * @param dataCenters where it goes
 */
record RolloutSpec(long sequence, long release, @Nullable Long from, List<String> dataCenters, String operation) {

    RolloutSpec {
        dataCenters = List.copyOf(dataCenters);
    }
}
