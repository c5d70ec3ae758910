package io.skerry.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FollowTests {

    private static final String GITHUB = """
            {"ref": "refs/heads/main", "before": "1111", "after": "2222", "forced": false,
             "repository": {"default_branch": "main"},
             "commits": [{"added": ["web/new.js"], "modified": ["README.md"], "removed": []}]}""";

    @Test
    void theBranchOfTheSourceIsFollowedUnlessAnotherIsNamed() {
        var push = push(Provider.GITHUB, "push", GITHUB);

        assertThat(new Follow(null, List.of(), null).of(push).deploy()).isTrue();
        assertThat(new Follow(null, List.of(), "main").of(push).deploy()).isTrue();
        assertThat(new Follow(null, List.of(), "next").of(push).reason())
                .isEqualTo("it was to refs/heads/main, not to next");
        assertThat(new Follow("m*", List.of(), "next").of(push).deploy()).isTrue();
        assertThat(new Follow("tags/v*", List.of(), null).of(push).deploy()).isFalse();
        var tag = push(Provider.GITHUB, "push", GITHUB.replace("refs/heads/main", "refs/tags/v1.2"));
        assertThat(new Follow("tags/v*", List.of(), null).of(tag).deploy()).isTrue();
        assertThat(new Follow(null, List.of(), null).of(tag).deploy()).isFalse();
    }

    @Test
    void aPushThatTouchesNothingOfThePathsIsKnownButNotDeployed() {
        var push = push(Provider.GITHUB, "push", GITHUB);

        assertThat(new Follow(null, List.of("web/**"), null).of(push).deploy()).isTrue();
        assertThat(new Follow(null, List.of("*.md"), null).of(push).deploy()).isTrue();
        var other = new Follow(null, List.of("api/**", "*.js"), null).of(push);
        assertThat(other.deploy()).isFalse();
        assertThat(other.tracked()).isTrue();
        assertThat(other.reason()).isEqualTo("it touched nothing in api/**, *.js");
        // who does not tell all that was touched may have touched it
        var forced = push(Provider.GITHUB, "push", GITHUB.replace("\"forced\": false", "\"forced\": true"));
        assertThat(new Follow(null, List.of("api/**"), null).of(forced).deploy())
                .isTrue();
        var cut = push(
                Provider.GITLAB,
                "Push Hook",
                "{\"ref\": \"refs/heads/main\", \"after\": \"2\", \"total_commits_count\": 40, \"commits\": [{\"added\": [\"x\"]}]}");
        assertThat(new Follow(null, List.of("api/**"), null).of(cut).deploy()).isTrue();
    }

    @Test
    void otherEventsAndDeletedBranchesDeployNothing() {
        assertThat(new Follow(null, List.of(), null)
                        .of(push(Provider.GITHUB, "ping", "{\"zen\": \"x\"}"))
                        .reason())
                .isEqualTo("the event 'ping' is no push");
        var deleted = push(Provider.GITEA, "push", GITHUB.replace("2222", "0".repeat(40)));
        assertThat(new Follow(null, List.of(), null).of(deleted).reason()).isEqualTo("refs/heads/main was deleted");
        var merge = push(Provider.GITLAB, "Merge Request Hook", "{\"object_kind\": \"merge_request\"}");
        assertThat(new Follow(null, List.of(), null).of(merge).deploy()).isFalse();
    }

    @Test
    void whoeverSignsAsWeSayMayTellMuchOrNothing() {
        assertThat(new Follow(null, List.of("web/**"), "main")
                        .of(push(Provider.GENERIC, null, ""))
                        .deploy())
                .isTrue();
        assertThat(new Follow(null, List.of(), "main")
                        .of(push(Provider.GENERIC, null, "{\"ref\": \"next\"}"))
                        .deploy())
                .isFalse();
        var told = push(Provider.GENERIC, null, "{\"ref\": \"main\", \"commit\": \"abc\", \"paths\": [\"doc/a\"]}");
        assertThat(told.commit()).isEqualTo("abc");
        assertThat(new Follow(null, List.of("web/**"), "main").of(told).deploy())
                .isFalse();
    }

    private static Push push(Provider provider, String event, String body) {
        return Push.of(provider, event, body.getBytes(UTF_8));
    }
}
