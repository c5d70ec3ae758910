package io.skerry.edge.worker.plan;

import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Life;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.instance.Timings;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.seen.GatewayTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A situation that a test builds up and moves on in time. */
final class Scene {

    static final Cause CRASH = new Cause(ErrorCode.INSTANCE_EXITED, "It crashed.", null, 1, List.of("boom"));

    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private Target target;
    private List<String> waitsFor = List.of();
    private Set<String> replace = Set.of();
    private Halt halt;
    private List<GatewayTable> tables = List.of();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Scene(Target target) {
        this.target = target;
    }

    Scene wants(Target other) {
        target = other;
        return this;
    }

    Scene waits(String... sentences) {
        waitsFor = List.of(sentences);
        return this;
    }

    Scene replaces(String... ids) {
        replace = Set.of(ids);
        return this;
    }

    Scene halted(Halt stopped) {
        halt = stopped;
        return this;
    }

    Scene gatewaysSendTo(long revision, Integer... ports) {
        tables = List.of(new GatewayTable("gateway-1", 1, revision, 1, List.of(), List.of(ports)));
        return this;
    }

    Scene later(Duration passed) {
        now = now.plus(passed);
        return this;
    }

    Instant now() {
        return now;
    }

    Scene starting(String id, Target of) {
        instances.put(id, Instance.starting(id, of, Map.of("http", 1000 + instances.size()), now));
        now = now.plusMillis(1);
        return this;
    }

    Scene running(String id, Target of) {
        return starting(id, of).change(id, one -> one.started(now));
    }

    Scene ready(String id, Target of) {
        return running(id, of).change(id, one -> one.probed(true, null, now).published(true));
    }

    Scene crashed(String id) {
        return change(id, one -> one.ended(CRASH, Timings.PRODUCTION, now));
    }

    Scene crashedTimes(String id, int times) {
        for (var i = 0; i < times; i++) {
            if (i > 0) {
                change(id, one -> one.startedAgain(now).started(now));
            }
            crashed(id);
        }
        return this;
    }

    Scene leaving(String id, long revision) {
        var until = now.plusSeconds(10);
        return change(id, one -> one.published(false).with(new Life.Leaving(until, revision), now));
    }

    Scene change(String id, UnaryOperator<Instance> change) {
        instances.compute(id, (any, was) -> change.apply(was));
        return this;
    }

    Instance instance(String id) {
        return instances.get(id);
    }

    Situation situation() {
        return new Situation(
                target,
                waitsFor,
                replace,
                halt,
                new ArrayList<>(instances.values()),
                new Gateways(tables),
                Timings.PRODUCTION,
                now);
    }

    Plan plan() {
        return Plan.of(situation());
    }

    List<Step> steps() {
        return plan().steps();
    }
}
