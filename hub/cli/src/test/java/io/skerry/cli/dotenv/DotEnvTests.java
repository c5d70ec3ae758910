package io.skerry.cli.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.skerry.cli.fault.CliFault;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvTests {

    @Test
    void readsWhatPeopleWrite() {
        var values = DotEnv.read(".env", """
                # the shop
                export LOG_LEVEL=info   # loud enough
                  URL = https://example.com/#/start
                EMPTY=
                SPACED='  as it is  '  # said
                ESCAPED="a\\tb \\"c\\" \\$d \\\\ \\q"
                LITERAL='no \\n escape, no $expansion'
                TICKS=`"both" 'kinds'`
                KEY="-----BEGIN-----
                line # two
                -----END-----"
                LAST=1""");

        assertThat(values)
                .containsExactly(
                        entry("LOG_LEVEL", "info"),
                        entry("URL", "https://example.com/#/start"),
                        entry("EMPTY", ""),
                        entry("SPACED", "  as it is  "),
                        entry("ESCAPED", "a\tb \"c\" $d \\ \\q"),
                        entry("LITERAL", "no \\n escape, no $expansion"),
                        entry("TICKS", "\"both\" 'kinds'"),
                        entry("KEY", "-----BEGIN-----\nline # two\n-----END-----"),
                        entry("LAST", "1"));
    }

    @Test
    void readsFilesOfOtherSystems() {
        assertThat(DotEnv.read(".env", "\uFEFFA=1\r\nB=\"2\r\n3\"\r\n"))
                .containsExactly(entry("A", "1"), entry("B", "2\n3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A=1\\nB|.env line 2: has no '='",
                "A=1\\n\\n2B=1|.env line 3: '2B' is no name of a variable",
                "A=\"x\\ny\"\\nA=2|.env line 3: A is set a second time, after line 1",
                "A=1\\nB='x\\ny|.env line 2: the ' before the value of B is never closed",
                "A=\"x\\ny\" z|.env line 2: there is more behind the value of A",
                "PORT=80|.env line 1: PORT is the platform's own",
                "export SKERRY_X=1|.env line 1: SKERRY_X is the platform's own"
            })
    void namesTheLineThatIsWrong(String text, String words) {
        assertThatThrownBy(() -> DotEnv.read(".env", text.replace("\\n", "\n")))
                .isInstanceOf(CliFault.class)
                .hasMessageContaining(words);
    }

    @Test
    void readsAgainWhatItWrote() {
        var letters = "ab \t\n\r\"'`\\$#=é";
        var random = new Random(7);
        for (var i = 0; i < 5000; i++) {
            var value = random.ints(random.nextInt(12), 0, letters.length())
                    .mapToObj(at -> String.valueOf(letters.charAt(at)))
                    .reduce("", String::concat);
            assertThat(DotEnv.read(".env", DotEnv.write("A", value) + "\nB=1\n"))
                    .containsExactly(entry("A", value), entry("B", "1"));
        }
    }
}
