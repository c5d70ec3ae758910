package io.skerry.edge.runtime.process.slug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.edge.runtime.process.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlugArchiveTests {

    @TempDir
    Path folder;

    private Path into;

    @BeforeEach
    void makeFolder() throws IOException {
        into = Files.createDirectory(folder.resolve("into"));
    }

    private void unpack(Slug slug) throws IOException, InterruptedException {
        var digest = slug.pack(folder).digest();
        SlugArchive.unpack(folder.resolve(digest.substring("sha256:".length())), into);
    }

    @Test
    void writesFilesFoldersAndLinks() throws Exception {
        unpack(new Slug()
                .file("app/run.sh", "#!/bin/sh\n")
                .file("app/readme.txt", "hello")
                .symbolicLink("app/python", "/usr/bin/python3")
                .hardLink("app/again.txt", "app/readme.txt"));

        assertThat(into.resolve("app/run.sh")).isExecutable();
        assertThat(into.resolve("app/readme.txt")).hasContent("hello");
        assertThat(Files.readSymbolicLink(into.resolve("app/python"))).isEqualTo(Path.of("/usr/bin/python3"));
        assertThat(into.resolve("app/again.txt")).hasContent("hello");
    }

    @Test
    void refusesANameThatLeavesTheFolder() {
        assertThatThrownBy(() -> unpack(new Slug().file("app/../../evil.txt", "x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leaves the folder");
        assertThatThrownBy(() -> unpack(new Slug().file("/evil.txt", "x"))).hasMessageContaining("leaves the folder");
        assertThat(folder.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void refusesToWriteThroughALink() {
        assertThatThrownBy(() -> unpack(new Slug().symbolicLink("app", "..").file("app/evil.txt", "x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("behind the link app");
        assertThat(folder.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void refusesToWriteOverALink() throws IOException {
        var victim = Files.writeString(folder.resolve("victim.txt"), "mine");

        assertThatThrownBy(() -> unpack(new Slug()
                        .symbolicLink("a", victim.toString())
                        .file("b", "")
                        .file("a/", "x")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        unpack(new Slug().symbolicLink("c", victim.toString()).hardLink("d", "c")))
                .hasMessageContaining("a link to what is no file");
        assertThat(victim).hasContent("mine");
    }

    @Test
    void refusesAHardLinkOutOfTheFolder() {
        assertThatThrownBy(() -> unpack(new Slug().hardLink("shadow", "../../etc/shadow")))
                .hasMessageContaining("leaves the folder");
    }
}
