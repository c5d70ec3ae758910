package io.skerry.build.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCodeTests {

    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;

    @TempDir
    private Path slug;

    @Test
    void namesTheNewestVersionThatAnyFileOfThePlatformNeeds() throws Exception {
        elf("a.so", X86_64, "GLIBC_2.2.5 GLIBC_2.17");
        elf("b.so", X86_64, "GLIBC_2.4 GLIBC_2.9");
        elf("other.so", AARCH64, "GLIBC_2.38");

        assertThat(NativeCode.library(slug, "linux/amd64")).hasValue("2.17");
        assertThat(NativeCode.library(slug, "linux/arm64")).hasValue("2.38");
    }

    @Test
    void asksForNothingWhenNothingIsCompiled() throws Exception {
        Files.writeString(slug.resolve("notes.txt"), "needs GLIBC_2.17");
        elf("static", X86_64, "linked statically");

        assertThat(NativeCode.library(slug, "linux/amd64")).isEmpty();
    }

    private void elf(String name, int machine, String names) throws IOException {
        var text = "\u007fELF" + "\0".repeat(14) + (char) machine + "\0" + names;
        Files.write(slug.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
