package io.skerry.edge.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.report.BootClock.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTests {

    private static final String WEB = "seen/component/acme/shop/web";
    private static final String TABLE = "table/gateway-1";

    private Outbox outbox = new Outbox();

    @Test
    void tellsTheFirstChangeAtOnceAndTheNextASecondLater() {
        outbox.seen(WEB, 1, at(0));
        assertThat(outbox.due(at(0))).extracting(Marker::seq).containsExactly(1L);

        outbox.seen(WEB, 2, at(200));
        assertThat(outbox.due(at(200))).isEmpty();
        assertThat(outbox.nextDueMillis(at(200))).hasValue(800);

        outbox.seen(WEB, 3, at(900));
        var due = outbox.due(at(1000));
        assertThat(due).singleElement().satisfies(m -> {
            assertThat(m.revision()).isEqualTo(3);
            assertThat(m.seq()).isEqualTo(2);
        });
        assertThat(outbox.due(at(1000))).isEmpty();
        assertThat(outbox.nextDueMillis(at(1000))).isEmpty();
    }

    @Test
    void countsTheSecondFromTheTelling() {
        outbox.seen(WEB, 1, at(0));
        outbox.due(at(0));
        outbox.seen(WEB, 2, at(100));
        outbox.due(at(1000));
        outbox.seen(WEB, 3, at(1100));

        assertThat(outbox.due(at(1500))).isEmpty();
        assertThat(outbox.due(at(2000))).hasSize(1);
    }

    @Test
    void tellsTablesAndAnswersAtOnce() {
        outbox.seen(TABLE, 1, at(0));
        outbox.due(at(0));
        outbox.seen(TABLE, 2, at(1));
        outbox.seen("answer/c-1", 3, at(1));
        outbox.due(at(1));
        outbox.seen("answer/c-1", 4, at(2));

        assertThat(outbox.due(at(2))).extracting(Marker::key).containsExactly("answer/c-1");
        assertThat(outbox.unsent(10)).extracting(Marker::seq).containsExactly(2L, 4L);
    }

    @Test
    void theHubIsBehindSinceTheFirstChangeItHasNotAcknowledged() {
        assertThat(outbox.behindMillis(at(0))).isZero();
        outbox.seen(WEB, 1, at(0));
        outbox.due(at(0));
        outbox.seen(TABLE, 2, at(100));
        outbox.due(at(100));
        outbox.seen(WEB, 3, at(300));
        assertThat(outbox.behindMillis(at(400))).isEqualTo(400);

        outbox.acknowledged(2);
        assertThat(outbox.behindMillis(at(400)))
                .as("a newer change is not even numbered")
                .isEqualTo(400);

        outbox.due(at(1100));
        assertThat(outbox.behindMillis(at(1200))).isEqualTo(1200);
        outbox.acknowledged(3);
        assertThat(outbox.behindMillis(at(1200))).isZero();
    }

    @Test
    void whatAnEarlierLifeTookOnIsBehindUntilTheHubSaysHowFarItIs() {
        outbox.seen(WEB, 1, at(0));
        var markers = outbox.due(at(0));
        outbox = new Outbox();
        outbox.restore(markers);
        outbox.seen(WEB, 1, at(500));
        assertThat(outbox.behindMillis(at(500))).isEqualTo(500);

        outbox.connected(1);
        assertThat(outbox.behindMillis(at(500))).isZero();
    }

    @Test
    void keepsWhatIsNotAcknowledgedAndSendsItAgainUnderItsNumber() {
        outbox.seen(WEB, 1, at(0));
        outbox.seen(TABLE, 2, at(0));
        outbox.due(at(0)).forEach(m -> outbox.sent(m.seq()));
        assertThat(outbox.unsent(10)).isEmpty();

        outbox.connected(0);
        assertThat(outbox.unsent(10)).extracting(Marker::seq).containsExactly(1L, 2L);

        outbox.acknowledged(1);
        outbox.connected(1);
        assertThat(outbox.unsent(10)).extracting(Marker::seq).containsExactly(2L);
    }

    @Test
    void aNewerChangeTakesTheOlderOnesPlace() {
        outbox.seen(TABLE, 1, at(0));
        outbox.due(at(0));
        outbox.seen(TABLE, 2, at(1));
        outbox.due(at(1));

        assertThat(outbox.unsent(10)).extracting(Marker::seq).containsExactly(2L);
    }

    @Test
    void goesOnAfterADeathUnderTheSameNumbers() {
        outbox.seen(WEB, 5, at(0));
        outbox.seen(TABLE, 6, at(0));
        var markers = outbox.due(at(0));

        outbox = new Outbox();
        outbox.restore(markers);
        outbox.seen(WEB, 5, at(50));
        outbox.seen(TABLE, 7, at(50));
        outbox.connected(0);
        outbox.due(at(50));

        assertThat(outbox.unsent(10)).extracting(Marker::seq).containsExactly(seqOf(markers, WEB), 3L);
    }

    @Test
    void doesNotTellAgainWhatTheHubHasStored() {
        outbox.seen(WEB, 5, at(0));
        var markers = outbox.due(at(0));

        outbox = new Outbox();
        outbox.restore(markers);
        outbox.seen(WEB, 5, at(50));
        outbox.connected(1);

        assertThat(outbox.due(at(50))).isEmpty();
        assertThat(outbox.unsent(10)).isEmpty();
    }

    @Test
    void tellsAgainWhatAHubForgot() {
        outbox.seen(WEB, 5, at(0));
        outbox.due(at(0));
        outbox.connected(0);
        outbox.sent(1);
        outbox.acknowledged(1);

        outbox.connected(0);

        assertThat(outbox.unsent(10)).extracting(Marker::seq).containsExactly(1L);
    }

    @Test
    void tellsOnceThatAKeyIsGoneAndForgetsIt() {
        outbox.seen(WEB, 5, at(0));
        outbox.due(at(0));
        outbox.gone(WEB, 6, at(2000));
        var gone = outbox.due(at(2000));
        assertThat(gone).singleElement().satisfies(m -> assertThat(m.gone()).isTrue());

        assertThat(outbox.acknowledged(2)).isEqualTo(gone);

        outbox.connected(0);
        assertThat(outbox.unsent(10)).isEmpty();
    }

    @Test
    void noticesWhatWentWhileItWasAway() {
        outbox.seen(WEB, 5, at(0));
        var markers = outbox.due(at(0));

        outbox = new Outbox();
        outbox.restore(markers);
        outbox.onlyThese("seen/", Set.of(), 9, at(10));

        assertThat(outbox.due(at(10)))
                .singleElement()
                .satisfies(m -> assertThat(m.gone()).isTrue());
    }

    @Test
    void aKeyThatWasNeverToldOfNeedsNoFarewell() {
        outbox.gone(WEB, 6, at(0));

        assertThat(outbox.due(at(0))).isEmpty();
    }

    @Test
    void saysHowOldAnObservationIs() {
        var seen = new Moment("boot-1", 1_000, 50_000);

        assertThat(seen.ageMillis(new Moment("boot-1", 4_000, 1))).isEqualTo(3_000);
        assertThat(seen.ageMillis(new Moment("boot-2", 10, 57_000))).isEqualTo(7_000);
        assertThat(seen.ageMillis(new Moment("boot-2", 10, 1))).isZero();
    }

    /** A hub, a line that drops, an agent that dies: in the end the hub knows the last word about every key, each stored once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void losesNothingAndStoresNothingTwice(long seed) {
        var random = new Random(seed);
        var keys = List.of("seen/a", "seen/b", "table/g", "answer/x", "answer/y");
        Map<String, Long> truth = new HashMap<>();
        Map<String, Long> hub = new HashMap<>();
        Map<String, Marker> durable = new HashMap<>();
        var storedSeqs = new ArrayList<Long>();
        var position = 0L;
        var now = 0L;
        var cut = false;
        for (var step = 1; step <= 600; step++) {
            now += random.nextInt(400);
            var quiet = step > 500;
            if (!quiet) {
                var key = keys.get(random.nextInt(keys.size()));
                truth.put(key, (long) step);
                outbox.seen(key, step, at(now));
            } else {
                now += 1_000;
            }
            for (var marker : outbox.due(at(now))) {
                durable.put(marker.key(), marker);
            }
            for (var marker : cut ? List.<Marker>of() : outbox.unsent(3)) {
                outbox.sent(marker.seq());
                if (!quiet && random.nextInt(10) < 3) {
                    cut = true;
                    break;
                }
                if (marker.seq() > position) {
                    position = marker.seq();
                    storedSeqs.add(position);
                    hub.put(marker.key(), marker.revision());
                }
            }
            if (!cut && random.nextInt(10) < 5) {
                outbox.acknowledged(position);
            }
            if (random.nextInt(20) == 0) {
                outbox = new Outbox();
                outbox.restore(durable.values());
                for (var known : truth.entrySet()) {
                    outbox.seen(known.getKey(), known.getValue(), at(now));
                }
                outbox.connected(position);
                cut = false;
            } else if (random.nextInt(10) == 0 || quiet) {
                outbox.connected(position);
                cut = false;
            }
        }
        assertThat(hub).isEqualTo(truth);
        assertThat(storedSeqs).doesNotHaveDuplicates().isSorted();
    }

    private static long seqOf(List<Marker> markers, String key) {
        return markers.stream()
                .filter(m -> m.key().equals(key))
                .findFirst()
                .orElseThrow()
                .seq();
    }

    private static Moment at(long millis) {
        return new Moment("boot", millis, millis);
    }
}
