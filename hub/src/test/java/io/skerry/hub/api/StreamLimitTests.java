package io.skerry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F44")
class StreamLimitTests {

    private static final int MANY = 10_000;

    @Test
    void letsNoMoreThanItsNumbersInHoweverManyCome() {
        assertThat(opened(new StreamLimit(100, 1_000), 1)).isEqualTo(100);
        assertThat(opened(new StreamLimit(100, 1_000), 50)).isEqualTo(1_000);
    }

    @Test
    void failsTheSameCheckWithoutItsNumbers() {
        assertThat(opened(new StreamLimit(Integer.MAX_VALUE, Integer.MAX_VALUE), 1))
                .isEqualTo(MANY);
    }

    @Test
    void givesPlacesBack() {
        var limit = new StreamLimit(2, 3);
        var ada = caller();
        var first = limit.enter(ada);
        limit.enter(ada);
        assertThatThrownBy(() -> limit.enter(ada))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
        first.close();
        limit.enter(ada);
        limit.enter(caller());

        assertThatThrownBy(() -> limit.enter(caller())).hasMessageContaining("as it can hold");
    }

    private static int opened(StreamLimit limit, int users) {
        var callers = IntStream.range(0, users).mapToObj(i -> caller()).toList();
        var places = new ArrayList<StreamLimit.Place>();
        for (int i = 0; i < MANY; i++) {
            try {
                places.add(limit.enter(callers.get(i % users)));
            } catch (HubException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
            }
        }
        return places.size();
    }

    private static Caller caller() {
        return new Caller(UUID.randomUUID(), "somebody", false);
    }
}
