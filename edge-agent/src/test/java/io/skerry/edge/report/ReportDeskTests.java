package io.skerry.edge.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.skerry.edge.StrainedStore;
import io.skerry.edge.report.BootClock.Moment;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Epoch;
import io.skerry.store.StoreException;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDeskTests {

    private static final String TABLE = "table/gateway-1";
    private static final String OTHER = "table/gateway-2";

    private final StrainedStore store = new StrainedStore(new InMemoryEdgeStore());
    private ReportDesk desk = live();
    private long millis;

    /** Found by the simulator, seeds 38 and 198: the hub took what the second life said for what the first had said. */
    @Test
    void aLifeThatForgotWhatWasToldGivesNoNumberTwice() {
        tellOfTheEndOf(TABLE);

        desk = live();
        store.put(OTHER, new byte[0]);
        look();
        number();
        desk.connected(2);

        assertThat(desk.unsent()).extracting(Marker::key, Marker::seq).containsExactly(tuple(OTHER, 3L));
    }

    @Test
    void onlyTheHighestNumberIsKeptOfWhatIsGoneAndTold() {
        tellOfTheEndOf(TABLE);
        assertThat(markers()).containsExactly(TABLE);

        store.put(OTHER, new byte[0]);
        look();
        number();
        desk.forgetTold();

        assertThat(markers()).containsExactly(OTHER);
    }

    /** The hub stored the word about a key that is gone, and its acknowledgement was lost with the session. */
    @Test
    void aSessionThatBeginsBeyondANumberForgetsWhatIsGone() {
        store.put(TABLE, new byte[0]);
        look();
        number();
        store.delete(TABLE);
        look();
        number();
        store.put(OTHER, new byte[0]);
        look();
        number();

        desk.connected(2);
        desk.forgetTold();

        assertThat(markers()).containsExactly(OTHER);
    }

    @Test
    void aKeyThatComesBackKeepsItsNewNumber() {
        tellOfTheEndOf(TABLE);

        store.put(TABLE, new byte[] {1});
        look();
        number();
        desk.forgetTold();

        assertThat(markers()).containsExactly(TABLE);
        assertThat(desk.unsent()).extracting(Marker::seq).containsExactly(3L);
    }

    @Test
    void forgetsLaterIfTheStoreDoesNotAnswerNow() {
        tellOfTheEndOf(TABLE);
        store.put(OTHER, new byte[0]);
        look();
        number();

        store.refuseOnce(EdgeKey.OUTBOX);
        assertThatThrownBy(desk::forgetTold).isInstanceOf(StoreException.class);
        desk.forgetTold();

        assertThat(markers()).containsExactly(OTHER);
    }

    private ReportDesk live() {
        var begun = new ReportDesk(store, digest -> {}, (key, revision) -> {});
        begun.restore();
        return begun;
    }

    /** Under the numbers 1 and 2. */
    private void tellOfTheEndOf(String key) {
        desk.connected(0);
        store.put(key, new byte[0]);
        look();
        number();
        store.delete(key);
        look();
        number();
        for (var marker : desk.unsent()) {
            assertThat(desk.report(marker, new Epoch("inc", 1), now())).isPresent();
            desk.sent(marker);
        }
        desk.acknowledged(2);
        desk.forgetTold();
    }

    private void look() {
        desk.listed(EdgeKey.TABLES, store.list(EdgeKey.TABLES), now());
    }

    private void number() {
        desk.number(now());
        desk.save();
    }

    private List<String> markers() {
        return store.list(EdgeKey.OUTBOX).entries().stream()
                .map(entry -> entry.key().substring(EdgeKey.OUTBOX.length()))
                .toList();
    }

    private Moment now() {
        millis += 1_000;
        return new Moment("boot", millis, millis);
    }
}
