package io.skerry.build.source;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source that exists only as texts. */
public record MemoryTree(Map<String, String> texts) implements SourceTree {

    /** Names and texts in turn. */
    public static MemoryTree of(String... namesAndTexts) {
        var texts = new java.util.HashMap<String, String>();
        for (var i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return new MemoryTree(texts);
    }

    @Override
    public boolean has(String path) {
        return texts.containsKey(path);
    }

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    /** The text of a jar is its main class. */
    @Override
    public Optional<JarManifest> manifest(String jar) {
        return text(jar).map(main -> new JarManifest(main, false));
    }

    @Override
    public List<String> files(int depth) {
        return texts.keySet().stream()
                .filter(path -> path.chars().filter(c -> c == '/').count() <= depth)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
