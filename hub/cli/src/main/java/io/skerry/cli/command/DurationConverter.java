package io.skerry.cli.command;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.TimeSpan;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Spans of time as the model writes them: {@code 90s}, {@code 15m}. */
public final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return new TimeSpan(text).duration();
        } catch (InvalidInput e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
