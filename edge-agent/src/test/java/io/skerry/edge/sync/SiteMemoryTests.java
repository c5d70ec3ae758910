package io.skerry.edge.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.message.Epoch;
import io.skerry.model.site.Holding;
import io.skerry.model.site.SiteObject;
import io.skerry.store.Operation;
import io.skerry.store.value.Values;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteMemoryTests {

    private static final String WEB = "wanted/component/acme/shop/web";

    private final InMemoryEdgeStore store = new InMemoryEdgeStore();
    private final SiteMemory memory = new SiteMemory(store);

    @Test
    void remembersNothingAtFirst() {
        assertThat(memory.head().version()).isZero();
        assertThat(memory.head().incarnation()).isEmpty();
        assertThat(memory.holding()).isEqualTo(Holding.NOTHING.text());
    }

    @Test
    void refusesAnEpochThatIsOver() {
        assertThat(memory.enter(new Epoch("inc", 2))).isPresent();

        assertThat(memory.enter(new Epoch("inc", 1))).isEmpty();
        assertThat(memory.enter(new Epoch("inc", 2))).isEmpty();
        assertThat(memory.enter(new Epoch("inc", 3))).isPresent();
        assertThat(memory.enter(new Epoch("another", 1))).isPresent();
    }

    @Test
    void aLaterSessionShutsAnEarlierOneOut() {
        var first = memory.enter(new Epoch("inc", 1)).orElseThrow();
        assertThat(memory.commit(List.of(Operation.put("head", new byte[0])), first))
                .isTrue();

        var second = memory.enter(new Epoch("inc", 2)).orElseThrow();

        assertThat(memory.commit(List.of(Operation.put("head", new byte[] {1})), first))
                .isFalse();
        assertThat(memory.commit(List.of(Operation.put("head", new byte[] {2})), second))
                .isTrue();
        assertThat(store.get("head").value()).containsExactly(2);
    }

    @Test
    void doesNotCountAnObjectThatLostItsDigest() {
        var body = "a".getBytes(UTF_8);
        store.put(WEB, Values.write(new SiteObject(1, Holding.digest(body), body)));
        assertThat(memory.state().objects()).containsKey(WEB);

        store.put(WEB, Values.write(new SiteObject(1, Holding.digest(body), "rotten".getBytes(UTF_8))));

        assertThat(memory.state().objects()).isEmpty();
        assertThat(memory.holding()).isEqualTo(Holding.NOTHING.text());
    }
}
