package io.skerry.edge.runtime.process;

import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderWatchTests {

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void tellsTheNextFileAfterADefect() throws IOException {
        try (var watch = new RunFolderWatch(folder, this::tell, () -> {})) {
            watch.start();
            Files.createFile(folder.resolve("bad"));
            Eventually.await("the first", () -> told.contains("bad"));
            Files.createFile(folder.resolve("good"));
            Eventually.await("the second", () -> told.contains("good"));
        }
    }

    private void tell(String file) {
        told.add(file);
        if (file.equals("bad")) {
            throw new IllegalStateException("a defect");
        }
    }
}
