package io.skerry.logs.collect;

import io.skerry.logs.rule.Rule;
import io.skerry.logs.rule.Rules;
import io.skerry.model.log.LogStream;
import io.skerry.model.log.LogStream.Origin;
import io.skerry.model.name.ComponentRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds every component to its rate, all its instances together. Builds are held to theirs by whoever runs them. For one thread. */
final class Meters {

    private final Rules rules;
    private final LongSupplier nanos;
    private final Map<ComponentRef, Meter> meters = new HashMap<>();

    Meters(Rules rules, LongSupplier nanos) {
        this.rules = rules;
        this.nanos = nanos;
    }

    /** What holds for the component. */
    Rule rule(LogStream stream) {
        return rules.of(stream.component());
    }

    /** Whether more of it may be taken now. */
    boolean open(LogStream stream) {
        return stream.origin() == Origin.BUILD
                || meters.computeIfAbsent(stream.component(), component -> new Meter())
                        .open(rule(stream).rate(), nanos.getAsLong());
    }

    /** So much was taken of it. */
    void took(LogStream stream, long bytes) {
        var meter = meters.get(stream.component());
        if (meter != null && stream.origin() == Origin.INSTANCE) {
            meter.took(bytes);
        }
    }

    /** Only these are followed any more. */
    void keepOnly(Stream<LogStream> streams) {
        meters.keySet().retainAll(streams.map(LogStream::component).collect(Collectors.toCollection(HashSet::new)));
    }
}
