package io.skerry.model.application;

import io.skerry.model.error.InvalidInput;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a component's code comes from; exactly one of the five. */
public record Source(
        @Nullable Git git,
        @Nullable Svn svn,
        @Nullable Upload upload,
        @Nullable Image image,
        @Nullable Market market) {

    public Source {
        if (Stream.of(git, svn, upload, image, market).filter(Objects::nonNull).count() != 1) {
            throw new InvalidInput("a source is exactly one of git, svn, upload, image, market");
        }
    }

    /** A source from a git repository. */
    public static Source of(Git git) {
        return new Source(git, null, null, null, null);
    }

    /** A source from an uploaded archive. */
    public static Source of(Upload upload) {
        return new Source(null, null, upload, null, null);
    }

    /** The one that is set. */
    public Chosen chosen() {
        return Stream.<@Nullable Chosen>of(git, svn, upload, image, market)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow();
    }

    /** One form of a source. */
    public sealed interface Chosen {}

    /**
     * A git repository.
     *
     * @param ref branch, tag or commit; absent: the default branch
     * @param path sub-folder to build
     * @param credentials name of a secret
     */
    public record Git(
            String url,
            @Nullable String ref,
            @Nullable String path,
            @Nullable String credentials) implements Chosen {}

    /** A Subversion repository. */
    public record Svn(
            String url,
            @Nullable String revision,
            @Nullable String path,
            @Nullable String credentials) implements Chosen {}

    /**
     * An archive that was uploaded before.
     *
     * @param digest {@code sha256:…} of the stored archive
     * @param path sub-folder to build
     */
    public record Upload(String digest, @Nullable String path) implements Chosen {}

    /** A container image. */
    public record Image(String reference, @Nullable String credentials) implements Chosen {}

    /** A component of a market release. */
    public record Market(String app, String release, String component) implements Chosen {}
}
