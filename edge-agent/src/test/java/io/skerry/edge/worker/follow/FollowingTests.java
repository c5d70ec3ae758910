package io.skerry.edge.worker.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.StrainedStore;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FollowingTests {

    private final StrainedStore store = new StrainedStore(new InMemoryEdgeStore());
    private final List<Set<String>> listed = new CopyOnWriteArrayList<>();

    @Test
    void listsAgainUntilTheStoreAnswers() {
        try (var following = new Following(store, new Keys())) {
            store.put("a/1", new byte[0]);
            store.refuseOnce("a/");

            following.compacted(0);

            Eventually.await("the second list", () -> listed.size() == 2);
            assertThat(listed).containsExactly(Set.of(), Set.of("a/1"));
            assertThat(store.hasRefused()).isTrue();
        }
    }

    private final class Keys implements Follower {

        @Override
        public String prefix() {
            return "a/";
        }

        @Override
        public void put(String key, byte[] value) {}

        @Override
        public void deleted(String key) {}

        @Override
        public void onlyThese(Set<String> keys) {
            listed.add(keys);
        }
    }
}
