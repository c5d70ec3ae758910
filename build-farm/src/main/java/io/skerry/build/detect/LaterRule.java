package io.skerry.build.detect;

import io.skerry.build.source.SourceTree;
import io.skerry.model.build.Detection.Candidate;
import io.skerry.model.build.Detection.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Languages that are recognised, so that a refusal can name them, and not built yet. */
final class LaterRule implements LanguageRule {

    static final List<LanguageRule> ALL = List.of(
            new LaterRule("dockerfile", "Dockerfile"),
            new LaterRule("php", Pattern.compile("composer\\.json|index\\.php"), "PHP"),
            new LaterRule("ruby", Pattern.compile("Gemfile"), "Ruby"),
            new LaterRule("dotnet", Pattern.compile("([^/]+/)?[^/]+\\.(cs|fs|vb)proj"), ".NET"),
            new LaterRule("rust", "Cargo.toml"),
            new LaterRule("elixir", "mix.exs"),
            new LaterRule("clojure", "project.clj"));

    /** Less than a Procfile, which runs anything, and more than an index page. */
    private static final int CONFIDENCE = 45;

    private final String language;
    private final Pattern files;
    private final @Nullable Choice why;

    private LaterRule(String language, String file) {
        this.language = language;
        this.files = Pattern.compile(Pattern.quote(file));
        this.why = null;
    }

    /** One whose tools a machine may well have, and no builder knows. */
    private LaterRule(String language, Pattern files, String title) {
        this.language = language;
        this.files = files;
        this.why = new Choice(
                "there is no tool chain for " + title,
                "say with 'run' in skerry.yaml what runs, and with 'build' what makes it ready, by a " + title
                        + " that is installed on the machines of the builder and of the data centers");
    }

    @Override
    public Optional<Finding> look(SourceTree tree, Procfile procfile) {
        return tree.files(1).stream()
                .filter(file -> files.matcher(file).matches())
                .findFirst()
                .map(file -> {
                    var evidence = new Evidence(file, null, "makes it " + language + ", which cannot be built yet");
                    return new Finding(
                            new Candidate(language, CONFIDENCE, List.of(evidence)),
                            Map.of(),
                            null,
                            List.of(),
                            why,
                            null);
                });
    }
}
