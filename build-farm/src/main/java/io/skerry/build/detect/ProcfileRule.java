package io.skerry.build.detect;

import io.skerry.build.detect.LanguagePlan.ProcfilePlan;
import io.skerry.build.source.SourceTree;
import io.skerry.model.build.Detection.Candidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Anything with a Procfile: it runs as it is. */
final class ProcfileRule implements LanguageRule {

    static final String LANGUAGE = "procfile";

    @Override
    public Optional<Finding> look(SourceTree tree, Procfile procfile) {
        var serves = procfile.lines().entrySet().stream()
                .filter(line -> !line.getKey().equals(Procfile.RELEASE))
                .min(Map.Entry.comparingByValue());
        if (serves.isEmpty()) {
            return Optional.empty();
        }
        var first = serves.get().getKey();
        var said = procfile.ownFile().contains(first) ? "it" : "a Procfile";
        var evidence = procfile.evidence(first, said + " says what runs");
        return Optional.of(new Finding(
                new Candidate(LANGUAGE, 50, List.of(evidence)), Map.of(), null, List.of(), new ProcfilePlan()));
    }
}
