package io.skerry.build.detect;

import io.skerry.build.tool.Asked;
import io.skerry.model.build.Detection.Candidate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A language the source may be, and what would be done then.
 *
 * @param processes process type → command line, without those of a Procfile
 * @param asked the version the source asks for
 * @param warnings sentences for the user, if this is chosen
 * @param choice why there is no web process and how to name one, null if there is one or nothing special to say
 * @param plan null for a language that cannot be built yet
 */
record Finding(
        Candidate candidate,
        Map<String, String> processes,
        @Nullable Asked asked,
        List<String> warnings,
        @Nullable Choice choice,
        @Nullable LanguagePlan plan) {

    /** Without anything special to say. */
    Finding(
            Candidate candidate,
            Map<String, String> processes,
            @Nullable Asked asked,
            List<String> warnings,
            @Nullable LanguagePlan plan) {
        this(candidate, processes, asked, warnings, null, plan);
    }

    Finding {
        processes = Map.copyOf(processes);
        warnings = List.copyOf(warnings);
    }

    String language() {
        return candidate.language();
    }

    int confidence() {
        return candidate.confidence();
    }
}
