package io.skerry.testkit.invariant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Of each invariant a history that keeps it, and histories that must not pass. */
class InvariantTests {

    private final AtomicLong clock = new AtomicLong();

    @Test
    void anOrderIsDoneOncePerMemoryAndWasGiven() {
        var given = new Fact.Ordered("a");
        var done = new Fact.Effect("a", "store 1");

        kept(new OneEffect(), given, done, new Fact.Effect("a", "store 2"), new Fact.Concluded("a"));
        broken(new OneEffect(), "a was done twice in store 1", given, done, done);
        broken(new OneEffect(), "a was done and never ordered", done);
        broken(new OneEffect(), "a was said to be done and was not", given, new Fact.Concluded("a"));
    }

    @Test
    void generationsComparePerLine() {
        var second = new Fact.Generation("x", "line", 2);

        kept(
                new NeverBack(),
                second,
                second,
                new Fact.Generation("x", "line 2", 1),
                new Fact.Generation("x", "line", 3));
        broken(new NeverBack(), "x went from 2 back to 1 in line", second, new Fact.Generation("x", "line", 1));
    }

    @Test
    void writesAreFoundOnceIfAcknowledgedAndNeverUnlessTried() {
        var tried = new Fact.Attempted("w");
        var safe = new Fact.Acknowledged("w");
        var there = new Fact.Found("w");

        kept(new NothingLost(), tried, safe, there);
        kept(new NothingLost(), tried);
        kept(new NothingLost(), tried, there);
        broken(new NothingLost(), "w was acknowledged and is lost", tried, safe);
        broken(new NothingLost(), "w is there 2 times", tried, safe, there, there);
        broken(new NothingLost(), "w is there and nobody wrote it", there);
    }

    @Test
    void onlyTheCurrentEpochChangesSomething() {
        var first = new Fact.Granted("site", 1);
        var second = new Fact.Granted("site", 2);

        kept(new StaleChangesNothing(), first, new Fact.Changed("site", 1), second, new Fact.Changed("site", 2));
        broken(
                new StaleChangesNothing(),
                "site was changed under epoch 1 while 2 is current",
                first,
                second,
                new Fact.Changed("site", 1));
        broken(new StaleChangesNothing(), "site was given epoch 1 after 2", second, first);
    }

    @Test
    void whatIsWantedComesAboutInTime() {
        var wanted = new Fact.Wanted("x", "new");
        var healed = new Fact.FaultsEnded();
        var so = new Fact.Observed("x", "new");

        kept(new Converges(10), wanted, healed, so);
        broken(new Converges(10), "x is old and new is wanted", wanted, healed, new Fact.Observed("x", "old"));
        broken(
                new Converges(10),
                "y is there and nobody wants it",
                wanted,
                healed,
                so,
                new Fact.Observed("y", "there"));
        broken(new Converges(10), "the faults never ended", wanted, so);
        var late = new History(clock::get, new Converges(10));
        List.of(wanted, healed).forEach(late::note);
        clock.set(11);
        late.note(so);
        assertThatThrownBy(late::end).hasMessageContaining("too late, after 11 ms");
    }

    @Test
    void actsAreWrittenDownOnceInOneChain() {
        var act = new Fact.Act("a");
        var line = new Fact.Audited("a", "1", "0");

        kept(new AuditedOnce("0"), act, line);
        broken(new AuditedOnce("0"), "a has no line", act);
        broken(new AuditedOnce("0"), "a has 2 lines", act, line, new Fact.Audited("a", "2", "1"));
        broken(new AuditedOnce("0"), "hangs on 7", act, line, new Fact.Audited("b", "2", "7"));
    }

    @Test
    void whatIsUsedStaysBelowItsBoundAndFlat() {
        var bounds = Map.of("threads", new Bounded.Bound(10, 2));

        kept(new Bounded(bounds), samples(5, 6, 5, 6, 5, 7));
        broken(new Bounded(bounds), "threads is 11, over 10", samples(5, 11, 5));
        broken(new Bounded(bounds), "threads grew from 2 to 8", samples(1, 2, 4, 5, 7, 8));
        broken(new Bounded(bounds), "threads has only 2 samples", samples(1, 1));
        broken(new Bounded(bounds), "disk has no bound", new Fact.Sample("disk", 1));
    }

    @Test
    void requestsAreServedByGoodConfigurationsOnly() {
        var one = new Fact.Offered("one", true);
        var two = new Fact.Offered("two", true);
        var bad = new Fact.Offered("bad", false);

        kept(new LastGoodServes(), new Fact.Served(null), one, new Fact.Served("one"), bad, new Fact.Served("one"));
        broken(new LastGoodServes(), "was not answered", one, new Fact.Served(null));
        broken(new LastGoodServes(), "the bad configuration bad", one, bad, new Fact.Served("bad"));
        broken(
                new LastGoodServes(),
                "as one says, after two",
                one,
                two,
                new Fact.Served("two"),
                new Fact.Served("one"));
        broken(new LastGoodServes(), "which nobody offered", one, new Fact.Served("three"));
        broken(new LastGoodServes(), "nothing was ever served", one);
    }

    @Test
    void applicationsAnswerWhileTheHubIsAway() {
        var away = new Fact.HubReach(false);
        var quick = new Fact.Asked(true, 5);

        kept(new HubUnnoticed(10), new Fact.Asked(false, 0), away, quick, new Fact.HubReach(true));
        broken(new HubUnnoticed(10), "not answered while the hub was away", away, new Fact.Asked(false, 0));
        broken(new HubUnnoticed(10), "took 11 ms", away, new Fact.Asked(true, 11));
        broken(new HubUnnoticed(10), "nobody asked anything", quick, away);
    }

    @Test
    void anEmptyHistoryShowsNothing() {
        assertThatThrownBy(() -> new History(clock::get, new NeverBack()).end()).hasMessage("nothing was recorded");
    }

    private static Fact[] samples(long... amounts) {
        return Arrays.stream(amounts)
                .mapToObj(amount -> new Fact.Sample("threads", amount))
                .toArray(Fact[]::new);
    }

    private void kept(Invariant invariant, Fact... facts) {
        assertThatCode(() -> play(invariant, facts)).doesNotThrowAnyException();
    }

    private void broken(Invariant invariant, String how, Fact... facts) {
        assertThatThrownBy(() -> play(invariant, facts))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(how);
    }

    private void play(Invariant invariant, Fact... facts) {
        var history = new History(clock::get, invariant);
        for (var fact : facts) {
            history.note(fact);
        }
        history.end();
    }
}
