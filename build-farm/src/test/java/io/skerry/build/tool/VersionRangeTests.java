package io.skerry.build.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTests {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            20              ; 20.11.1 ; true
            20              ; 22.0.0  ; false
            20.x            ; 20.0.0  ; true
            20.11           ; 20.12.0 ; false
            v20.11.1        ; 20.11.1 ; true
            20.11.1         ; 20.11.2 ; false
            ^18.2           ; 18.20.4 ; true
            ^18.2           ; 18.1.9  ; false
            ^18.2           ; 19.0.0  ; false
            ^0.4.1          ; 0.5.0   ; false
            ~1.2.3          ; 1.2.9   ; true
            ~1.2.3          ; 1.3.0   ; false
            >=18 <21        ; 20.1.0  ; true
            >=18 <21        ; 21.0.0  ; false
            >= 18           ; 24.0.0  ; true
            >18             ; 18.9.0  ; false
            18 || 20        ; 20.5.0  ; true
            18 || >= 22     ; 20.5.0  ; false
            16 - 18         ; 18.20.0 ; true
            16 - 18         ; 19.0.0  ; false
            lts/iron        ; 20.1.0  ; true
            lts/iron        ; 22.1.0  ; false
            lts/*           ; 22.1.0  ; true
            lts/*           ; 21.1.0  ; false
            node            ; 21.1.0  ; true
            *               ; 3.8.1   ; true
            python-3.11.7   ; 3.11.7  ; true
            python-3.11.7   ; 3.11.8  ; false
            >=3.9,<4        ; 3.13.0  ; true
            >=3.9, !=3.10.* ; 3.10.4  ; false
            >=3.9, !=3.10.* ; 3.11.4  ; true
            ==3.11.*        ; 3.11.9  ; true
            ~=3.10          ; 3.13.0  ; true
            ~=3.10          ; 4.0.0   ; false
            ~=3.10.2        ; 3.11.0  ; false
            <=3.11          ; 3.11.9  ; true
            """)
    void readsWhatNpmAndPythonWrite(String range, String version, boolean inside) {
        var read = VersionRange.parse(range).orElseThrow();

        assertThat(read.contains(Version.find(version).orElseThrow())).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pypy3.9-7.3", "my-env", "lts/unheard", ">= ", "18 | 20", "=>18"})
    void saysThatItCannotReadOtherTexts(String text) {
        assertThat(VersionRange.parse(text)).isEmpty();
    }
}
