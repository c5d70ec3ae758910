package io.skerry.edge;

import io.skerry.logs.buffer.BufferFigures;
import io.skerry.measure.Figures;
import java.util.Optional;
import java.util.function.Supplier;

/** What the log relay has taken in and what it holds, in Prometheus' words. */
record RelayMeasures(Supplier<Optional<BufferFigures>> relay) implements Figures.Source {

    @Override
    public void addTo(Figures figures) {
        var now = relay.get();
        figures.gauge("skerry_relay_up", "Whether the log buffer is open.", now.isPresent() ? 1 : 0);
        now.ifPresent(buffer -> figures.counter("skerry_relay_lines", "Lines taken in.", buffer.lines())
                .counter("skerry_relay_bytes", "Bytes of these lines.", buffer.bytes())
                .counter("skerry_relay_lost_lines", "Lines given up: too fast, or the disk too full.", buffer.lost())
                .gauge("skerry_relay_streams", "Instances and builds whose lines are held.", buffer.streams())
                .gauge("skerry_relay_readers", "Queries that are being answered.", buffer.readers())
                .gauge("skerry_relay_files", "Files of the buffer.", buffer.files())
                .gauge("skerry_relay_file_bytes", "Room that these take at most.", buffer.fileBytes()));
    }
}
