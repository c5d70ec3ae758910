package io.skerry.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetRepairTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/a?b=c /a?b=c",
                "/a%20b?c=%C3%A4 /a%20b?c=%C3%A4",
                "/a|b /a%7Cb",
                "/a?q={x} /a?q=%7Bx%7D",
                "/a?f[0]=1 /a?f[0]=1",
                "/a[0] /a%5B0%5D",
                "/100% /100%25",
                "/%zz /%25zz",
                "/%e /%25e",
                "/ä /%E4",
                "/a#b /a%23b"
            })
    void encodesWhatHasNoPlaceInATargetAndNothingElse(String sent, String repaired) {
        assertThat(TargetRepair.repaired(sent)).isEqualTo(repaired);
    }
}
