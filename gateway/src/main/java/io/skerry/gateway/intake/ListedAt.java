package io.skerry.gateway.intake;

import io.skerry.store.Change;
import java.util.HashMap;
import java.util.Map;

/** At which revision each family of keys was listed: the watch begins at the first and repeats what later lists already held. */
final class ListedAt {

    private final long head;
    private final Map<String, Long> families = new HashMap<>();

    ListedAt(long head) {
        this.head = head;
    }

    void add(String family, long revision) {
        families.put(family, revision);
    }

    /** The last list's revision: everything known is at least as new as the change of that revision. */
    long latest() {
        return families.values().stream().reduce(head, Math::max);
    }

    /** Whether a change came after its family was listed. */
    boolean isNews(Change change) {
        for (var family : families.entrySet()) {
            if (change.key().startsWith(family.getKey())) {
                return change.revision() > family.getValue();
            }
        }
        return change.revision() > head;
    }
}
