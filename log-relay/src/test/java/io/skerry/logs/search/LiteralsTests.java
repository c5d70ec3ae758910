package io.skerry.logs.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LiteralsTests {

    @Test
    void findsTheWordsThatMustOccur() {
        assertThat(Literals.of("timeout after")).containsExactly("timeout after");
        assertThat(Literals.of("^GET /cart.* 500$")).containsExactly("GET /cart", " 500");
        assertThat(Literals.of("retries+ left")).containsExactly("retries", " left");
        assertThat(Literals.of("order-[0-9]+ paid")).containsExactly("order-");
    }

    @Test
    void promisesNothingOfWhatMayBeMissing() {
        assertThat(Literals.of("colours? red")).containsExactly("colour", " red");
        assertThat(Literals.of("abcd{0,2}")).containsExactly("abc");
        assertThat(Literals.of("error|warning")).isEmpty();
        assertThat(Literals.of("(?i)error")).isEmpty();
        assertThat(Literals.of("(error)?")).isEmpty();
        assertThat(Literals.of("\\Qa.b\\E")).isEmpty();
    }

    /** Whatever an expression finds holds its words. */
    @Test
    void neverAsksForMoreThanTheExpression() {
        var random = new Random(7);
        var parts = List.of("abc", "b", "c?", "a*", "bc+", ".", "[ab]", "(ab)?", "a{0,1}", "\\w", "|", "^", "$");
        int found = 0;
        for (int round = 0; round < 20_000; round++) {
            var regex = new StringBuilder();
            for (int i = random.nextInt(5); i >= 0; i--) {
                regex.append(parts.get(random.nextInt(parts.size())));
            }
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append((char) ('a' + random.nextInt(3)));
            }
            if (Pattern.compile(regex.toString()).matcher(text).find()) {
                found++;
                assertThat(Literals.of(regex.toString()))
                        .as("%s in %s", regex, text)
                        .allMatch(text.toString()::contains);
            }
        }
        assertThat(found).isGreaterThan(1000);
    }
}
