package io.skerry.logs.rule;

import io.skerry.logs.line.Records;
import io.skerry.model.application.LogSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one component.
 *
 * @param rate the most bytes a second that are taken in, over time
 * @param records which lines belong together
 */
public record Rule(long rate, Records records) {

    /** What a component asks for, and the platform's own where it says nothing. */
    static Rule of(@Nullable LogSpec said, long usualRate) {
        var rate = said == null ? null : said.rate();
        var multiline = said == null ? null : said.multiline();
        return new Rule(rate == null ? usualRate : rate.bytes(), Records.of(Objects.requireNonNullElse(multiline, "")));
    }
}
