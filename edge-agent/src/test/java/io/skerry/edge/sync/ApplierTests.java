package io.skerry.edge.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.sync.Applier.Effect;
import io.skerry.edge.sync.SiteState.Held;
import io.skerry.edge.sync.SiteState.Progress;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Put;
import io.skerry.model.message.Tombstone;
import io.skerry.model.site.Holding;
import io.skerry.model.site.SiteHead;
import io.skerry.model.site.SiteObject;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ApplierTests {

    private static final Epoch EPOCH = new Epoch("inc", 4);
    private static final String WEB = "wanted/component/acme/shop/web";
    private static final String DB = "wanted/component/acme/shop/db";

    private final Applier applier = new Applier(EPOCH, SiteState.EMPTY);

    @Test
    void gathersObjectsAndWritesThemWithTheHeadAtTheBookmark() {
        assertThat(applier.offer(put(WEB, 1, "a"))).isEqualTo(new Effect.Wait());
        assertThat(applier.offer(put(DB, 2, "b"))).isEqualTo(new Effect.Wait());

        var commit = (Effect.Commit) applier.offer(bookmark(2, holding(WEB, 1, "a", DB, 2, "b")));

        assertThat(commit.received()).isEqualTo(2);
        assertThat(commit.operations()).extracting(Operation::key).containsExactly(WEB, DB, "sync/progress", "head");
        var head = Values.read(value(commit, "head"), SiteHead.class);
        assertThat(head).isEqualTo(new SiteHead("inc", 2, "chain-2", holding(WEB, 1, "a", DB, 2, "b")));
        var object = Values.read(value(commit, WEB), SiteObject.class);
        assertThat(object.version()).isEqualTo(1);
        assertThat(object.body()).isEqualTo("a".getBytes(UTF_8));
    }

    /** Found by the simulator, seed 2517 of then. */
    @Test
    void whatTheListStillHadOnItsWayDoesNotTakeAnAnswersPlace() {
        var repaired = new Applier(EPOCH, SiteState.EMPTY);
        repaired.offer(put(WEB, 5, "new"));
        repaired.offer(put(DB, 6, "new"));

        repaired.offer(put(WEB, 3, "old"));
        repaired.offer(new Tombstone(EPOCH, DB, 4, null));

        var commit = (Effect.Commit) repaired.offer(bookmark(6, holding(WEB, 5, "new", DB, 6, "new")));
        assertThat(Values.read(value(commit, WEB), SiteObject.class).version()).isEqualTo(5);
        assertThat(Values.read(value(commit, DB), SiteObject.class).version()).isEqualTo(6);
    }

    @Test
    void writesBeforeATransactionGetsTooLarge() {
        var commits = 0;
        for (var i = 1; i <= 1000; i++) {
            if (applier.offer(put(WEB + i, i, "x")) instanceof Effect.Commit commit) {
                commits++;
                assertThat(commit.operations()).hasSizeLessThanOrEqualTo(EdgeStore.MAX_OPERATIONS);
                assertThat(commit.received()).isEqualTo(i);
            }
        }
        assertThat(commits).isEqualTo(7);
    }

    @Test
    void remembersHowFarItIsBetweenBookmarks() {
        applier.offer(put(WEB, 7, "a"));

        var commit = applier.flush();

        assertThat(Values.read(value(commit, "sync/progress"), Progress.class)).isEqualTo(new Progress("inc", 7));
        assertThat(commit.operations()).extracting(Operation::key).doesNotContain("head");
        assertThat(applier.hasPending()).isFalse();
    }

    @Test
    void removesByTombstoneOnly() {
        var state = state(Map.of(WEB, "a", DB, "b"), 2);
        var later = new Applier(EPOCH, state);

        later.offer(new Tombstone(EPOCH, DB, 3, null));
        var commit = (Effect.Commit) later.offer(bookmark(3, holding(WEB, 1, "a")));

        assertThat(commit.operations().getFirst()).isEqualTo(Operation.delete(DB));
    }

    @Test
    void doesNotRewriteWhatItHas() {
        var later = new Applier(EPOCH, state(Map.of(WEB, "a"), 1));

        later.offer(put(WEB, 1, "a"));

        assertThat(later.hasPending()).isFalse();
    }

    @Test
    void answersABookmarkThatChangesNothingWithoutAWrite() {
        var state = state(Map.of(WEB, "a"), 1);
        var later = new Applier(EPOCH, state);

        var effect = later.offer(
                new Bookmark(EPOCH, 1, state.head().chain(), state.head().holding()));

        assertThat(effect).isEqualTo(new Effect.Commit(List.of(), 1));
    }

    @Test
    void refusesABodyThatDoesNotHaveItsDigest() {
        var wrong = new Put(EPOCH, WEB, 1, Holding.digest("b".getBytes(UTF_8)), "a".getBytes(UTF_8));

        assertThat(applier.offer(wrong)).isInstanceOf(Effect.Refuse.class);
        assertThat(applier.hasPending()).isFalse();
    }

    @Test
    void refusesWhatAnotherEpochSends() {
        var older = new Epoch("inc", 3);

        assertThat(applier.offer(new Put(older, WEB, 1, Holding.digest(new byte[0]), new byte[0])))
                .isInstanceOf(Effect.Refuse.class);
        assertThat(applier.offer(new Tombstone(older, WEB, 1, null))).isInstanceOf(Effect.Refuse.class);
        assertThat(applier.offer(new Bookmark(older, 1, "", Holding.NOTHING.text())))
                .isInstanceOf(Effect.Refuse.class);
    }

    @Test
    void refusesKeysThatAreNotTheHubs() {
        assertThat(applier.offer(put("seen/component/acme/shop/web", 1, "a"))).isInstanceOf(Effect.Refuse.class);
        assertThat(applier.offer(new Tombstone(EPOCH, "head", 1, null))).isInstanceOf(Effect.Refuse.class);
    }

    @Test
    void asksWhatDiffersWhenTheSumDoesNotAgree() {
        var later = new Applier(EPOCH, state(Map.of(WEB, "a"), 1));

        var repair = (Effect.Repair) later.offer(bookmark(2, holding(WEB, 1, "a", DB, 2, "b")));

        assertThat(repair.question().versions()).containsExactly(Map.entry(WEB, 1L));
        assertThat(repair.first().operations()).extracting(Operation::key).doesNotContain("head");

        later.offer(put(DB, 2, "b"));
        var healed = later.offer(bookmark(2, holding(WEB, 1, "a", DB, 2, "b")));
        assertThat(healed).isInstanceOf(Effect.Commit.class);
    }

    @Test
    void goesOnWhereItWasWithinAnIncarnationOnly() {
        var state = state(Map.of(WEB, "a"), 9);

        assertThat(new Applier(EPOCH, state).progress()).isEqualTo(9);
        assertThat(new Applier(new Epoch("another", 1), state).progress()).isZero();
        var midway = new SiteState(state.head(), new Progress("inc", 12), state.objects());
        assertThat(new Applier(EPOCH, midway).progress()).isEqualTo(12);
    }

    @Test
    void takesAnOlderVersionFromAnotherIncarnation() {
        var later = new Applier(new Epoch("another", 1), state(Map.of(WEB, "a"), 1));
        var body = "b".getBytes(UTF_8);

        later.offer(new Put(new Epoch("another", 1), WEB, 1, Holding.digest(body), body));

        assertThat(later.hasPending()).isTrue();
    }

    private static Put put(String key, long version, String body) {
        var bytes = body.getBytes(UTF_8);
        return new Put(EPOCH, key, version, Holding.digest(bytes), bytes);
    }

    private static Bookmark bookmark(long version, String holding) {
        return new Bookmark(EPOCH, version, "chain-" + version, holding);
    }

    private static String holding(Object... keysVersionsBodies) {
        var holding = Holding.NOTHING;
        for (var i = 0; i < keysVersionsBodies.length; i += 3) {
            var digest = Holding.digest(((String) keysVersionsBodies[i + 2]).getBytes(UTF_8));
            holding = holding.with((String) keysVersionsBodies[i], (Integer) keysVersionsBodies[i + 1], digest);
        }
        return holding.text();
    }

    /** Objects by key and body, the versions from 1 on in key order. */
    private static SiteState state(Map<String, String> bodies, long version) {
        var objects = new TreeMap<String, Held>();
        new TreeMap<>(bodies)
                .descendingMap()
                .forEach((key, body) ->
                        objects.put(key, new Held(objects.size() + 1L, Holding.digest(body.getBytes(UTF_8)))));
        var empty = new SiteState(SiteState.EMPTY.head(), SiteState.EMPTY.progress(), objects);
        var head =
                new SiteHead("inc", version, "chain-" + version, empty.holding().text());
        return new SiteState(head, new Progress("inc", version), objects);
    }

    private static byte[] value(Effect.Commit commit, String key) {
        return commit.operations().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
