package io.skerry.measure;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.skerry.measure.MeasureEndpoint.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/** The page that Prometheus scrapes, in its text format. */
public final class Exposition implements Supplier<Page> {

    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final List<Figures.Source> sources;

    /** A page of what these have. */
    public Exposition(List<Figures.Source> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public Page get() {
        var figures = new Figures();
        sources.forEach(source -> source.addTo(figures));
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, figures.snapshots());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(writer.getContentType(), out.toByteArray());
    }
}
