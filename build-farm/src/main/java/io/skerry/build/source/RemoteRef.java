package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.ErrorCode;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What a branch, tag or commit means in a repository, decided on the list of its refs.
 *
 * @param name of the ref that holds it, null if only the commit is known
 * @param commit 40 hex digits, or the first of them
 * @param tag the tag that was asked for, or that stands on this very commit
 */
record RemoteRef(
        @Nullable String name, String commit, @Nullable String tag) {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

    /** @param asked branch, tag or commit; null for the default branch */
    static RemoteRef find(@Nullable String asked, Collection<Ref> refs) throws BuildFailure {
        if (asked == null || asked.isBlank()) {
            return found(named(Constants.HEAD, refs), refs, "the repository is empty");
        }
        for (var name : new String[] {Constants.R_HEADS + asked, Constants.R_TAGS + asked, asked}) {
            var ref = named(name, refs);
            if (ref != null) {
                return found(ref, refs, "");
            }
        }
        if (!COMMIT.matcher(asked).matches()) {
            throw missing("the repository has no branch, tag or commit '" + EntryName.shown(asked) + "'");
        }
        return new RemoteRef(null, asked, tagOf(asked, refs));
    }

    boolean wholeCommit() {
        return commit.length() == Constants.OBJECT_ID_STRING_LENGTH;
    }

    private static RemoteRef found(@Nullable Ref ref, Collection<Ref> refs, String otherwise) throws BuildFailure {
        if (ref == null) {
            throw missing(otherwise);
        }
        var commit = commitOf(ref);
        var tag = ref.getName().startsWith(Constants.R_TAGS)
                ? ref.getName().substring(Constants.R_TAGS.length())
                : tagOf(commit, refs);
        return new RemoteRef(ref.getName(), commit, tag);
    }

    @Nullable
    private static Ref named(String name, Collection<Ref> refs) {
        return refs.stream()
                .filter(ref -> ref.getName().equals(name) && ref.getObjectId() != null)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    private static String tagOf(String commit, Collection<Ref> refs) {
        return refs.stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_TAGS)
                        && commitOf(ref).startsWith(commit))
                .map(ref -> ref.getName().substring(Constants.R_TAGS.length()))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private static String commitOf(Ref ref) {
        var id = ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
        return Objects.requireNonNull(id).name();
    }

    static BuildFailure missing(String message) {
        return BuildFailure.of(
                ErrorCode.INVALID_FIELD, "source.git.ref: " + message, "name one that exists, or push it first");
    }
}
