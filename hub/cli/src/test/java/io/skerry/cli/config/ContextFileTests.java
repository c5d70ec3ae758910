package io.skerry.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextFileTests {

    @TempDir
    private Path folder;

    @Test
    void remembersEveryHubAndWhichIsInUse() {
        var contexts = ContextFile.ofUser(Map.of("XDG_CONFIG_HOME", folder.toString()));
        assertThat(contexts.current()).isEmpty();

        contexts.use(new HubContext("http://one/", "ada", "skp_1"));
        contexts.use(new HubContext("http://two", null, null));

        assertThat(contexts.current()).contains(new HubContext("http://two", null, null));
        assertThat(contexts.find("http://one")).contains(new HubContext("http://one", "ada", "skp_1"));
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        var contexts = ContextFile.ofUser(Map.of("XDG_CONFIG_HOME", folder.toString()));

        contexts.use(new HubContext("http://one", "ada", "skp_1"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(contexts.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(contexts.path().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void doesNotPrintATokenByAccident() {
        assertThat(new HubContext("http://one", "ada", "skp_1").toString()).doesNotContain("skp_1");
    }
}
