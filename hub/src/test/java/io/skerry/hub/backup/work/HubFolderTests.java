package io.skerry.hub.backup.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.backup.archive.BackupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubFolderTests {

    @TempDir
    private Path folder;

    @Test
    void saysHowMuchRoomIsMissingAndThatNoBackupIsDamaged() throws IOException {
        var more = Files.getFileStore(folder).getTotalSpace() + 1;

        assertThatThrownBy(() -> HubFolder.requireRoom(folder, more, "reading it back"))
                .isInstanceOfSatisfying(
                        BackupRefused.class,
                        refused -> assertThat(refused.isDamage()).isFalse())
                .hasMessageContaining("reading it back wants " + ((more + (1 << 20) - 1) >> 20) + " MiB in " + folder)
                .hasMessageEndingWith(" MiB are free");
        assertThatCode(() -> HubFolder.requireRoom(folder, 1, "reading it back"))
                .doesNotThrowAnyException();
    }
}
