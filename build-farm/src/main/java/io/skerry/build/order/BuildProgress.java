package io.skerry.build.order;

import io.skerry.build.sandbox.BuildOutput;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.BuildResult.BuildTimes;
import io.skerry.model.build.BuildResult.ResolvedSource;
import io.skerry.model.build.Detection;
import io.skerry.model.site.ArtifactRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known about a build so far; said aloud at every step. */
final class BuildProgress {

    private final String build;
    private final BuildOutput output;
    private final Consumer<BuildResult> listener;
    private final List<String> warnings = new ArrayList<>();

    @Nullable
    private String step;

    @Nullable
    private Detection detection;

    @Nullable
    private ResolvedSource source;

    BuildProgress(String build, BuildOutput output, Consumer<BuildResult> listener) {
        this.build = build;
        this.output = output;
        this.listener = listener;
    }

    void step(String text) {
        step = text;
        output.step(text);
        listener.accept(result(BuildResult.State.RUNNING, null, null));
    }

    void warn(String sentence) {
        warnings.add(sentence);
        output.step("Warning: " + sentence);
    }

    void fetched(ResolvedSource resolved) {
        source = resolved;
        if (resolved.commit() != null) {
            output.line("    commit " + resolved.commit() + " by " + resolved.author() + ": " + resolved.message());
        }
    }

    void detected(Detection found) {
        detection = found;
        for (var candidate : found.candidates()) {
            output.line("    " + candidate.language() + ", " + candidate.confidence() + " of 100");
            for (var reason : candidate.evidence()) {
                var place = reason.line() == null ? reason.file() : reason.file() + ":" + reason.line();
                output.line("        " + place + ": " + reason.rule());
            }
        }
    }

    BuildResult succeeded(ArtifactRef artifact, BuildTimes times) {
        step = "done";
        return result(BuildResult.State.SUCCEEDED, artifact, times);
    }

    /** What was known when it ended otherwise. */
    BuildResult ended(BuildResult.State state) {
        return result(state, null, null);
    }

    private BuildResult result(BuildResult.State state, @Nullable ArtifactRef artifact, @Nullable BuildTimes times) {
        return new BuildResult(build, state, step, detection, source, artifact, warnings, times);
    }
}
