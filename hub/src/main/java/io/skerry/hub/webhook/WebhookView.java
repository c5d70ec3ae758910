package io.skerry.hub.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hook as the API shows it.
 *
 * @param path where to call, below the hub's own address
 * @param secret only in the answer that made it
 * @param newest the last push to what it follows
 */
record WebhookView(
        String id,
        String component,
        Provider provider,
        @Nullable String ref,
        List<String> paths,
        String path,
        Instant createdAt,
        @Nullable String secret,
        @Nullable Newest newest) {

    WebhookView {
        paths = List.copyOf(paths);
    }

    /** What is known to have been pushed last. */
    record Newest(@Nullable String ref, @Nullable String commit, Instant at) {}

    /**
     * What is given to make one.
     *
     * @param component {@code web} if absent
     * @param ref a pattern of branches, or of tags after {@code tags/}; absent: what the source names, else the default branch
     * @param paths patterns, one of which has to be touched
     */
    record NewWebhook(
            @Nullable String component,
            Provider provider,
            @Nullable String ref,
            @Nullable List<String> paths) {}

    static WebhookView of(Webhook hook, String component, @Nullable String secret, @Nullable Delivery last) {
        return new WebhookView(
                hook.id(),
                component,
                hook.provider(),
                hook.ref(),
                hook.paths(),
                "/api/v1/hooks/" + hook.id(),
                hook.created(),
                secret,
                last == null ? null : new Newest(last.ref(), last.commit(), last.at()));
    }
}
