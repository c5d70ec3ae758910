package io.skerry.edge.monitor;

import io.skerry.model.metric.InstancePoint;

/** One step of an instance while samples are added: times add up, of the rest the highest counts. */
final class InstanceStep {

    private InstancePoint point = new InstancePoint(0, 0, 0, 0, 0, 0, 0, 0);

    /** Samples come in their order, so the last one's age is the newest. */
    void add(InstanceSample sample, long ageMillis) {
        point = new InstancePoint(
                ageMillis,
                point.spanMillis() + sample.spanMillis(),
                point.cpuMillis() + sample.cpuMillis(),
                Math.max(point.memory(), sample.memory()),
                Math.max(point.threads(), sample.threads()),
                Math.max(point.descriptors(), sample.descriptors()),
                Math.max(point.restarts(), sample.restarts()),
                Math.max(point.disk(), sample.disk()));
    }

    InstancePoint point() {
        return point;
    }
}
