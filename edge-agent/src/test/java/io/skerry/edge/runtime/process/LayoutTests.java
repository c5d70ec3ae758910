package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.log.OutputFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTests {

    @TempDir
    Path folder;

    @Test
    void putsAnInstancesApplicationWhereTheLogRelayLooksForItsFiles() throws Exception {
        assertThat(Layout.in(folder).home("web-1").resolve("app")).isEqualTo(OutputFiles.application(folder, "web-1"));
    }
}
