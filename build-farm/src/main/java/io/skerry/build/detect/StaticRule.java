package io.skerry.build.detect;

import io.skerry.build.detect.LanguagePlan.StaticPlan;
import io.skerry.build.source.SourceTree;
import io.skerry.model.build.Detection.Candidate;
import io.skerry.model.build.Detection.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Static files: an index page, at the top or in one of the folders that site generators write. */
final class StaticRule implements LanguageRule {

    static final String LANGUAGE = "static";

    private static final List<String> FOLDERS =
            List.of(".", "public", "dist", "build", "_site", "out", "www", "htdocs");

    @Override
    public Optional<Finding> look(SourceTree tree, Procfile procfile) {
        for (var folder : FOLDERS) {
            var index = folder.equals(".") ? "index.html" : folder + "/index.html";
            if (tree.has(index)) {
                var confidence = folder.equals(".") ? 40 : 30;
                var evidence = new Evidence(index, null, "an index page makes its folder a site of static files");
                return Optional.of(new Finding(
                        new Candidate(LANGUAGE, confidence, List.of(evidence)),
                        Map.of(),
                        null,
                        List.of(),
                        new StaticPlan(folder)));
            }
        }
        return Optional.empty();
    }
}
