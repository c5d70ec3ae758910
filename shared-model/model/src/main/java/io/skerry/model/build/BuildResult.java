package io.skerry.model.build;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.skerry.model.site.ArtifactRef;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a build says about itself, as progress and at its end.
 *
 * @param state {@code running}, {@code succeeded}, {@code failed}, {@code cancelled}
 * @param step what it is doing, in a few words
 * @param warnings sentences for the user, such as another version than asked
 * @param queue where it stands while it waits; only the hub knows
 */
public record BuildResult(
        String id,
        State state,
        @Nullable String step,
        @Nullable Detection detection,
        @Nullable ResolvedSource source,
        @Nullable ArtifactRef artifact,
        List<String> warnings,
        @Nullable BuildTimes times,
        @Nullable Queue queue) {

    public BuildResult {
        warnings = List.copyOf(warnings);
    }

    /** What a data center says of one. */
    public BuildResult(
            String id,
            State state,
            @Nullable String step,
            @Nullable Detection detection,
            @Nullable ResolvedSource source,
            @Nullable ArtifactRef artifact,
            List<String> warnings,
            @Nullable BuildTimes times) {
        this(id, state, step, detection, source, artifact, warnings, times, null);
    }

    /** The same at its end, or in the line. */
    public BuildResult with(State next, @Nullable String nextStep, @Nullable Queue place) {
        return new BuildResult(
                id,
                next,
                nextStep,
                detection,
                source,
                next == State.SUCCEEDED ? artifact : null,
                warnings,
                times,
                place);
    }

    /** Where a build is. */
    public enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED,
        /** The builder went away twice. */
        LOST;

        /** Whether nothing more will happen. */
        public boolean ended() {
            return this != QUEUED && this != RUNNING;
        }

        /** The state as written. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state of that text. */
        @JsonCreator
        public static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A place in the line.
     *
     * @param position the next one is 1
     * @param reason what it waits for
     */
    public record Queue(int position, String reason) {}

    /** The commit that was built; fields are absent for uploads. */
    public record ResolvedSource(
            @Nullable String commit,
            @Nullable String author,
            @Nullable String message,
            @Nullable String tag) {}

    /** How long the parts took, in milliseconds, and whether the dependency cache was used. */
    public record BuildTimes(long fetchMillis, long buildMillis, long packMillis, boolean cached) {}
}
