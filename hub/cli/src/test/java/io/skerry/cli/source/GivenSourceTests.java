package io.skerry.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenSourceTests {

    @TempDir
    private Path folder;

    @Test
    void takesAddressesForRepositories() {
        assertThat(GivenSource.of("https://example.com/shop.git"))
                .isEqualTo(new GivenSource.Git("https://example.com/shop.git", null));
        assertThat(GivenSource.of("git@example.com:acme/shop#release-2"))
                .isEqualTo(new GivenSource.Git("git@example.com:acme/shop", "release-2"));
    }

    @Test
    void tellsFoldersFromArchives() throws IOException {
        var archive = Files.createFile(folder.resolve("shop.zip"));

        assertThat(GivenSource.of(folder.toString())).isEqualTo(new GivenSource.Folder(folder));
        assertThat(GivenSource.of(archive.toString())).isEqualTo(new GivenSource.Archive(archive));
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> GivenSource.of(folder.resolve("nothing").toString()))
                .isInstanceOf(CliFault.class)
                .hasMessage("there is no " + folder.resolve("nothing"));
    }

    @Test
    void subversionIsToldFromGitByItsScheme() {
        assertThat(GivenSource.of("svn://host/repository/trunk#12"))
                .isEqualTo(new GivenSource.Svn("svn://host/repository/trunk", "12"));
        assertThat(GivenSource.of("svn+https://host/repository/trunk"))
                .isEqualTo(new GivenSource.Svn("https://host/repository/trunk", null));
        assertThat(GivenSource.of("https://host/repository.git"))
                .isEqualTo(new GivenSource.Git("https://host/repository.git", null));
    }
}
