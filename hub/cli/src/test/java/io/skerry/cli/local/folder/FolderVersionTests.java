package io.skerry.cli.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderVersionTests {

    @TempDir
    private Path root;

    @Test
    void marksANewFolderAndKnowsItAgain() throws IOException {
        var folder = new LocalFolder(root);

        FolderVersion.check(folder);
        FolderVersion.check(folder);

        assertThat(root.resolve("version")).hasContent("1\n");
    }

    @Test
    void leavesAFolderOfANewerSkerryAlone() throws IOException {
        Files.writeString(root.resolve("version"), "2\n");

        assertThatThrownBy(() -> FolderVersion.check(new LocalFolder(root)))
                .isInstanceOf(CliFault.class)
                .hasMessageContaining("was written by a newer Skerry (folder version 2, this one knows 1)");
        assertThat(root.resolve("version")).hasContent("2\n");
    }
}
