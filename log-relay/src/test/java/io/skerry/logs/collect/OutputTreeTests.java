package io.skerry.logs.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.OutputWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTreeTests {

    @TempDir
    Path folder;

    private OutputTree tree;

    @BeforeEach
    void plant() {
        tree = new OutputTree(folder.resolve("output"));
    }

    @Test
    void findsNothingWhereThereIsNothing() throws Exception {
        assertThat(tree.changed()).isEmpty();
    }

    @Test
    void findsOutputsAndWhatEnded() throws Exception {
        var live = OutputWriter.instance(folder, "web", "a1").lines("x");
        var over = OutputWriter.instance(folder, "web", "a2").lines("x");
        over.end();

        assertThat(tree.changed())
                .containsExactly(new ComponentFolder(
                        live.file().getParent(), Set.of(live.file(), over.file()), Set.of(over.file())));
    }

    @Test
    void listsAFolderAgainOnlyOnceItChanged() throws Exception {
        var first = OutputWriter.instance(folder, "web", "a1").lines("x");
        settle();
        tree.changed();

        first.lines("grown");
        assertThat(tree.changed()).isEmpty();

        var second = OutputWriter.instance(folder, "web", "a2").lines("x");
        assertThat(tree.changed())
                .extracting(ComponentFolder::outputs)
                .containsExactly(Set.of(first.file(), second.file()));
    }

    @Test
    void listsAFolderAgainThatChangedJustBeforeItWasListed() throws Exception {
        OutputWriter.instance(folder, "web", "a1").lines("x");

        assertThat(tree.changed()).hasSize(1);
        assertThat(tree.changed()).hasSize(1);
    }

    @Test
    void tellsThatAWholeApplicationIsGone() throws Exception {
        var file = OutputWriter.instance(folder, "web", "a1").lines("x").file();
        settle();
        tree.changed();
        Files.delete(file);
        Files.delete(file.getParent());
        Files.delete(file.getParent().getParent());

        assertThat(tree.changed()).contains(new ComponentFolder(file.getParent(), Set.of(), Set.of()));
    }

    /** As if the folders had last changed a while ago. */
    private void settle() throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(60)));
            }
        }
    }
}
