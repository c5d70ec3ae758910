package io.skerry.hub.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInWrappingTests {

    private static final byte[] PLAIN = "a secret of some length".getBytes(UTF_8);

    @TempDir
    private Path folder;

    @Test
    void unwrapsWhatItWrappedAlsoAfterARestart() throws Exception {
        var wrapped = BuiltInWrapping.open(folder).wrap(PLAIN, "setting 1");

        assertThat(new String(wrapped, UTF_8)).doesNotContain("secret");
        assertThat(BuiltInWrapping.open(folder).unwrap(wrapped, "setting 1")).isEqualTo(PLAIN);
    }

    @Test
    void refusesWhatWasChangedOrIsForSomethingElse() throws Exception {
        var wrapping = BuiltInWrapping.open(folder);
        var wrapped = wrapping.wrap(PLAIN, "setting 1");

        assertThatThrownBy(() -> wrapping.unwrap(wrapped, "setting 2")).isInstanceOf(IllegalStateException.class);
        wrapped[wrapped.length - 1] ^= 1;
        assertThatThrownBy(() -> wrapping.unwrap(wrapped, "setting 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatAnotherKeyWrapped(@TempDir Path other) throws Exception {
        var wrapped = BuiltInWrapping.open(other).wrap(PLAIN, "setting 1");

        assertThatThrownBy(() -> BuiltInWrapping.open(folder).unwrap(wrapped, "setting 1"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fingerprintsAreEqualForEqualBytesUnderOneKeyOnly(@TempDir Path other) throws Exception {
        var wrapping = BuiltInWrapping.open(folder);

        assertThat(wrapping.fingerprint(PLAIN))
                .isEqualTo(wrapping.fingerprint(PLAIN))
                .hasSize(32);
        assertThat(BuiltInWrapping.open(other).fingerprint(PLAIN)).isNotEqualTo(wrapping.fingerprint(PLAIN));
    }

    @Test
    void halfAKeyIsSaidAtTheStart() throws Exception {
        Files.write(folder.resolve("wrapping.key"), new byte[7]);

        assertThatThrownBy(() -> BuiltInWrapping.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("7 bytes");
    }
}
