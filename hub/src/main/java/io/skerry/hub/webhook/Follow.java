package io.skerry.hub.webhook;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which pushes a hook follows.
 *
 * @param ref a pattern of branches, or of tags after {@code tags/}; absent: what the source names, else the default branch
 * @param paths patterns, one of which a touched file has to match; empty: any
 * @param sourceRef what the component is built from
 */
record Follow(
        @Nullable String ref, List<String> paths, @Nullable String sourceRef) {

    Follow {
        paths = List.copyOf(paths);
    }

    /**
     * What to do about a push.
     *
     * @param tracked whether it was to what the hook follows
     * @param reason in words, if nothing is deployed
     */
    record Decision(boolean deploy, boolean tracked, String reason) {}

    Decision of(Push push) {
        if (!push.push()) {
            return new Decision(false, false, "the event '" + push.event() + "' is no push");
        }
        var wanted = ref != null ? ref : sourceRef != null ? sourceRef : push.defaultBranch();
        if (push.ref() != null && wanted != null && !Glob.of(full(wanted)).matches(push.ref())) {
            return new Decision(false, false, "it was to " + push.ref() + ", not to " + wanted);
        }
        if (push.deletes()) {
            return new Decision(false, false, Objects.requireNonNullElse(push.ref(), "the branch") + " was deleted");
        }
        var globs = paths.stream().map(Glob::of).toList();
        var touches = globs.isEmpty()
                || push.files().isEmpty()
                || push.files().get().stream().anyMatch(file -> globs.stream().anyMatch(glob -> glob.matches(file)));
        return touches
                ? new Decision(true, true, "")
                : new Decision(false, true, "it touched nothing in " + String.join(", ", paths));
    }

    private static String full(String wanted) {
        return wanted.startsWith("refs/")
                ? wanted
                : wanted.startsWith("tags/") ? "refs/" + wanted : "refs/heads/" + wanted;
    }
}
