package io.skerry.logs.rule;

import io.skerry.logs.line.Records;
import io.skerry.model.application.LogSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one component.
 *
 * @param rate the most bytes a second that are taken in, over time
 * @param records which lines belong together
 * @param files that its instances write themselves, as patterns within their folders
 */
public record Rule(long rate, Records records, List<String> files) {

    public Rule {
        files = List.copyOf(files);
    }

    /** Without files of the instances' own. */
    public Rule(long rate, Records records) {
        this(rate, records, List.of());
    }

    /** What a component asks for, and the platform's own where it says nothing. */
    static Rule of(@Nullable LogSpec said, long usualRate) {
        var rate = said == null ? null : said.rate();
        var multiline = said == null ? null : said.multiline();
        var files = said == null ? null : said.files();
        return new Rule(
                rate == null ? usualRate : rate.bytes(),
                Records.of(Objects.requireNonNullElse(multiline, "")),
                Objects.requireNonNullElse(files, List.of()));
    }
}
