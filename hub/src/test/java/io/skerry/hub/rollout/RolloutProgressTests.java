package io.skerry.hub.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.release.RolloutState.InDataCenter;
import io.skerry.model.release.RolloutState.State;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.ComponentSeen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutProgressTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Cause EXITED = Cause.of(ErrorCode.NOT_READY, "It exited.", null);

    @Test
    void itRunsUntilEveryComponentServesTheRelease() {
        assertThat(site(true, seen(2, 2L, 1, Phase.RUNNING, null), seen(1, 1L, 1, Phase.RUNNING, null))
                        .state())
                .isEqualTo(State.RUNNING);
        assertThat(site(true, seen(2, 2L, 1, Phase.RUNNING, null), seen(2, 2L, 1, Phase.RUNNING, null))
                        .state())
                .isEqualTo(State.SUCCEEDED);
    }

    @Test
    void whatWasNeverSeenIsNotHealthy() {
        assertThat(RolloutProgress.inDataCenter(2, List.of(Optional.empty()), true, NOW)
                        .state())
                .isEqualTo(State.RUNNING);
    }

    @Test
    void theOldReleaseServingIsNotTheNewOneHealthy() {
        assertThat(site(true, seen(2, 1L, 1, Phase.RUNNING, null)).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void oneThatCannotBeAskedWaits() {
        assertThat(site(false, seen(1, 1L, 1, Phase.RUNNING, null)).state()).isEqualTo(State.WAITING);
    }

    @Test
    void theReasonOfTheNewReleaseFailsItAndThatOfTheOldDoesNot() {
        assertThat(site(true, seen(2, 1L, 1, Phase.DEGRADED, EXITED)).cause()).isEqualTo(EXITED);
        assertThat(site(true, seen(1, null, 0, Phase.FAILING, EXITED)).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void theWholeFailsOnlyOnceNobodyIsUnderWayAndWaitsOnlyIfNobodyFailed() {
        assertThat(whole(State.FAILED, State.RUNNING)).isEqualTo(State.RUNNING);
        assertThat(whole(State.FAILED, State.WAITING)).isEqualTo(State.FAILED);
        assertThat(whole(State.SUCCEEDED, State.WAITING)).isEqualTo(State.WAITING);
        assertThat(whole(State.SUCCEEDED, State.SUCCEEDED)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void sinceIsWhenItBecameSo() {
        var before = new InDataCenter(State.RUNNING, "applied", 0, 1, NOW, null);
        var same = new InDataCenter(State.RUNNING, "applied", 0, 1, NOW.plusSeconds(5), null);
        var other = new InDataCenter(State.RUNNING, "applied", 1, 1, NOW.plusSeconds(5), null);

        assertThat(RolloutProgress.since(before, same)).isEqualTo(before);
        assertThat(RolloutProgress.since(before, other)).isEqualTo(other);
        assertThat(RolloutProgress.since(null, other)).isEqualTo(other);
    }

    private static State whole(State... states) {
        return RolloutProgress.of(List.of(states).stream()
                .map(s -> new InDataCenter(s, null, 0, 0, NOW, null))
                .toList());
    }

    private static InDataCenter site(boolean reachable, ComponentSeen... seen) {
        return RolloutProgress.inDataCenter(
                2, List.of(seen).stream().map(Optional::of).toList(), reachable, NOW);
    }

    private static ComponentSeen seen(
            long release, @Nullable Long serving, int ready, Phase phase, @Nullable Cause cause) {
        var ref = new ComponentRef(new TenantName("acme"), "shop", "web");
        return new ComponentSeen(
                ref, "uid", 1, 1, release, serving, 1, ready, true, phase, cause, List.of(), List.of());
    }
}
