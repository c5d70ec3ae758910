package io.skerry.build.detect;

import io.skerry.build.failure.BuildFailure;
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
            new LaterRule("php", Pattern.compile("composer\\.json|index\\.php"), "PHP", "\\b(php|heroku-php-\\w+)\\b"),
            new LaterRule("ruby", Pattern.compile("Gemfile"), "Ruby", "\\b(ruby|bundle|rails|rackup|puma|unicorn)\\b"),
            new LaterRule("dotnet", Pattern.compile("([^/]+/)?[^/]+\\.(cs|fs|vb)proj"), ".NET", "\\bdotnet\\b"),
            // behind the languages: an image is often one way of several
            new LaterRule("dockerfile", "Dockerfile"),
            new LaterRule("rust", "Cargo.toml"),
            new LaterRule("elixir", "mix.exs"),
            new LaterRule("clojure", "project.clj"));

    /** Less than a Procfile, which runs anything, and more than an index page. */
    private static final int CONFIDENCE = 45;
    /** What the Procfile of a source starts would find none of its packages. */
    private static final int CONFIDENCE_WITH_PROCFILE = 55;

    private final String language;
    private final Pattern files;
    private final @Nullable Choice why;
    private final @Nullable Pattern commands;

    private LaterRule(String language, String file) {
        this.language = language;
        this.files = Pattern.compile(Pattern.quote(file));
        this.why = null;
        this.commands = null;
    }

    /** One whose tools a machine may well have, and no builder knows. */
    private LaterRule(String language, Pattern files, String title, String commands) {
        this.language = language;
        this.files = files;
        this.commands = Pattern.compile(commands);
        this.why = new Choice(
                "there is no tool chain for " + title,
                "say with 'run' in skerry.yaml what runs, and with 'build' what makes it ready, by a " + title
                        + " that is installed on the machines of the builder and of the data centers");
    }

    @Override
    public Optional<Finding> look(SourceTree tree, Procfile procfile) throws BuildFailure {
        var confidence = isStarted(tree, procfile) ? CONFIDENCE_WITH_PROCFILE : CONFIDENCE;
        return tree.files(1).stream()
                .filter(file -> files.matcher(file).matches())
                .findFirst()
                .map(file -> {
                    var evidence = new Evidence(file, null, "makes it " + language + ", which cannot be built yet");
                    return new Finding(
                            new Candidate(language, confidence, List.of(evidence)),
                            Map.of(),
                            null,
                            List.of(),
                            why,
                            null);
                });
    }

    /** By the Procfile itself: who says in skerry.yaml what runs has read the advice. */
    private boolean isStarted(SourceTree tree, Procfile procfile) throws BuildFailure {
        var web = Procfile.of(tree).web();
        return commands != null
                && web != null
                && web.equals(procfile.web())
                && commands.matcher(web).find();
    }
}
