package io.skerry.hub.datacenter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTests {

    @ParameterizedTest
    @CsvSource({
        "0, 100, false",
        "5, 0, false",
        "6, 0, true",
        "6, 24, false",
        "6, 23, true",
        "20, 80, false",
        "21, 79, true",
        "1000, 5000, false"
    })
    void tripsAtMoreThanFiveAndMoreThanAFifth(long unconfirmed, long live, boolean trips) {
        assertThat(Breaker.trips(unconfirmed, live)).isEqualTo(trips);
    }
}
