package io.skerry.hub.resource.feed;

import static org.awaitility.Awaitility.await;

import io.skerry.hub.resource.BrokenPool;
import org.junit.jupiter.api.Test;

class SequencerTests {

    @Test
    void goesOnWhateverIsThrownAtIt() {
        var pool = new BrokenPool(new IllegalStateException("nobody expects this"));
        var sequencer = Sequencer.start(pool.database(), new ChangeFeed(pool.database()));

        await().until(() -> pool.tries() > 2);

        sequencer.close();
    }
}
