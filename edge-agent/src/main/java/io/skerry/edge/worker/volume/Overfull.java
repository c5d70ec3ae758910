package io.skerry.edge.worker.volume;

import io.skerry.model.name.ComponentRef;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is to be said of components whose volumes hold more than they are to. */
public final class Overfull {

    private final Map<ComponentRef, List<String>> sentences = new ConcurrentHashMap<>();

    /** For its users. */
    public List<String> of(ComponentRef component) {
        return sentences.getOrDefault(component, List.of());
    }

    /** Says other things from now on; what was said before. */
    Map<ComponentRef, List<String>> replace(Map<ComponentRef, List<String>> now) {
        var before = Map.copyOf(sentences);
        sentences.putAll(now);
        sentences.keySet().retainAll(now.keySet());
        return before;
    }
}
