package io.skerry.model.build;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source was found to be, with the reasons.
 *
 * @param chosen the language that was built, absent if none was found
 * @param processes process type → shell command line
 * @param versions tool → version: what the source asked for
 */
public record Detection(
        @Nullable String chosen,
        List<Candidate> candidates,
        Map<String, String> processes,
        Map<String, String> versions) {

    public Detection {
        candidates = List.copyOf(candidates);
        processes = Map.copyOf(processes);
        versions = Map.copyOf(versions);
    }

    /** A language the source may be; confidence is 0 to 100. */
    public record Candidate(String language, int confidence, List<Evidence> evidence) {
        public Candidate {
            evidence = List.copyOf(evidence);
        }
    }

    /** A reason: the file, its line (from 1, absent for the file as such) and the rule. */
    public record Evidence(String file, @Nullable Integer line, String rule) {}
}
