package io.skerry.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skerry.model.error.InvalidInput;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyScaleTests {

    @Test
    void putsEachTimeIntoTheBucketThatHoldsIt() {
        for (long nanos = 1; nanos < 90_000_000_000L; nanos += 1 + nanos / 7) {
            var bucket = LatencyScale.bucket(nanos);
            var millis = nanos / 1e6;

            assertThat(LatencyScale.begin(bucket)).isLessThanOrEqualTo(millis);
            assertThat(LatencyScale.begin(bucket + 1)).isGreaterThan(millis);
        }
        assertThat(LatencyScale.bucket(Long.MAX_VALUE)).isEqualTo(LatencyScale.BUCKETS - 1);
        assertThat(LatencyScale.bucket(-5)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.95", "0.99"})
    void readsPercentilesThatAreOffByLessThanAFifth(double share) {
        var random = new Random(7);
        var millis = new double[20_000];
        var counts = new HashMap<Integer, Long>();
        for (int i = 0; i < millis.length; i++) {
            millis[i] = Math.exp(1.5 + random.nextGaussian());
            counts.merge(LatencyScale.bucket((long) (millis[i] * 1e6)), 1L, Long::sum);
        }
        Arrays.sort(millis);
        var exact = millis[(int) (share * millis.length)];

        assertThat(LatencyScale.quantile(counts, share)).isCloseTo(exact, within(exact * 0.19));
    }

    @Test
    void hasNoPercentileOfNothing() {
        assertThat(LatencyScale.quantile(Map.of(), 0.5)).isNull();
    }

    @Test
    void refusesWindowsAndStepsThatNobodyKeeps() {
        assertThatThrownBy(() -> new MetricsQuery(null, 3_601, 10))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'window'");
        assertThatThrownBy(() -> new MetricsQuery(null, 60, 5)).hasMessageContaining("'step'");
        assertThatThrownBy(() -> new MetricsQuery(null, 60, 61)).hasMessageContaining("'step'");
    }
}
