package io.skerry.build.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.failure.BuildFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcfileTests {

    @Test
    void readsTypesAndCommandsWithTheirLines() throws Exception {
        var procfile =
                Procfile.parse("# what runs\n\nweb: node server.js --url http://x:80\r\n  worker :  python w.py\n");

        assertThat(procfile.processes())
                .isEqualTo(Map.of("web", "node server.js --url http://x:80", "worker", "python w.py"));
        assertThat(procfile.lines()).isEqualTo(Map.of("web", 3, "worker", 4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            web node server.js        ; line 1
            web: a\\nweb: b           ; line 2
            web:                      ; line 1
            we b: a                   ; line 1
            """)
    void namesTheLineThatIsNoProcess(String text, String place) {
        assertThatThrownBy(() -> Procfile.parse(text.replace("\\n", "\n")))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("Procfile " + place);
    }
}
