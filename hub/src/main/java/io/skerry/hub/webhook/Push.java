package io.skerry.hub.webhook;

import io.skerry.hub.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a call tells of a push.
 *
 * @param event as the caller names it
 * @param ref such as {@code refs/heads/main}; absent if it tells none
 * @param files what was touched; empty if it does not say, or not all
 */
record Push(
        String event,
        boolean push,
        @Nullable String ref,
        @Nullable String defaultBranch,
        @Nullable String commit,
        Optional<List<String>> files) {

    private static final String NO_COMMIT = "0+";

    /** Reads the body of a provider; an unknown shape is a push that tells nothing. */
    static Push of(Provider provider, @Nullable String event, byte[] body) {
        var json =
                body.length == 0 ? Json.tree(java.util.Map.of()) : Json.parse(new String(body, StandardCharsets.UTF_8));
        var named = event == null ? "push" : event;
        return provider == Provider.GENERIC ? generic(named, json) : ofGitServer(provider, named, json);
    }

    /** Whether a branch or tag was taken away. */
    boolean deletes() {
        return commit != null && commit.matches(NO_COMMIT);
    }

    private static Push generic(String event, JsonNode json) {
        var files = json.has("paths") ? Optional.of(texts(json.get("paths")).toList()) : Optional.<List<String>>empty();
        return new Push(event, true, ref(text(json, "/ref")), null, text(json, "/commit"), files);
    }

    private static Push ofGitServer(Provider provider, String event, JsonNode json) {
        var gitlab = provider == Provider.GITLAB;
        var isPush = gitlab ? event.equals("Push Hook") || event.equals("Tag Push Hook") : event.equals("push");
        return new Push(
                event,
                isPush,
                text(json, "/ref"),
                text(json, gitlab ? "/project/default_branch" : "/repository/default_branch"),
                text(json, "/after"),
                files(json));
    }

    /** A forced push and a new branch tell only of their last commits, and long lists are cut. */
    private static Optional<List<String>> files(JsonNode json) {
        var commits = json.path("commits");
        var told = commits.size();
        var whole = told > 0
                && json.path("total_commits_count").asInt(told) == told
                && json.path("total_commits").asInt(told) == told
                && !json.path("forced").asBoolean(false)
                && !String.valueOf(text(json, "/before")).matches(NO_COMMIT);
        if (!whole) {
            return Optional.empty();
        }
        var files = new TreeSet<String>();
        for (var commit : commits) {
            Stream.of("added", "modified", "removed")
                    .flatMap(part -> texts(commit.path(part)))
                    .forEach(files::add);
        }
        return Optional.of(List.copyOf(files));
    }

    private static @Nullable String ref(@Nullable String given) {
        return given == null || given.startsWith("refs/") ? given : "refs/heads/" + given;
    }

    private static Stream<String> texts(JsonNode list) {
        return list.values().stream().filter(JsonNode::isString).map(JsonNode::asString);
    }

    private static @Nullable String text(JsonNode json, String pointer) {
        var node = json.at(pointer);
        return node.isString() && !node.asString().isBlank() ? node.asString() : null;
    }
}
