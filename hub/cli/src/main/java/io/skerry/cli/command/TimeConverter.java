package io.skerry.cli.command;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.TimeSpan;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as {@link When} knows them: {@code 10m}, {@code 2026-01-31T12:00:00Z}. */
public final class TimeConverter implements ITypeConverter<When> {

    @Override
    public When convert(String text) {
        try {
            return text.contains("T") || text.contains("-")
                    ? new When(null, OffsetDateTime.parse(text).toInstant())
                    : new When(new TimeSpan(text).duration(), null);
        } catch (InvalidInput | DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time: write so long ago, 10m, or a time like 2026-01-31T12:00:00Z");
        }
    }
}
