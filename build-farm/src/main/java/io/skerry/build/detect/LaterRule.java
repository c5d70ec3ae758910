package io.skerry.build.detect;

import io.skerry.build.source.SourceTree;
import io.skerry.model.build.Detection.Candidate;
import io.skerry.model.build.Detection.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Languages that are recognised, so that a refusal can name them, and not built yet. */
final class LaterRule implements LanguageRule {

    static final List<LanguageRule> ALL = List.of(
            new LaterRule("dockerfile", "Dockerfile"),
            new LaterRule("php", "composer.json", "index.php"),
            new LaterRule("ruby", "Gemfile"),
            new LaterRule("rust", "Cargo.toml"),
            new LaterRule("elixir", "mix.exs"),
            new LaterRule("clojure", "project.clj"));

    /** Less than a Procfile, which runs anything, and more than an index page. */
    private static final int CONFIDENCE = 45;

    private final String language;
    private final List<String> files;

    private LaterRule(String language, String... files) {
        this.language = language;
        this.files = List.of(files);
    }

    @Override
    public Optional<Finding> look(SourceTree tree, Procfile procfile) {
        return files.stream().filter(tree::has).findFirst().map(file -> {
            var evidence = new Evidence(file, null, "makes it " + language + ", which cannot be built yet");
            return new Finding(new Candidate(language, CONFIDENCE, List.of(evidence)), Map.of(), null, List.of(), null);
        });
    }
}
