package io.skerry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.cli.doctor.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTests {

    @TempDir
    private Path folder;

    @Test
    void saysWhichPackageHasWhatIsMissing() throws IOException {
        tool("git");
        tool("node");

        var findings = Tools.examine(Map.of("PATH", folder.toString()));

        assertThat(findings).noneMatch(finding -> finding.what().equals("git"));
        assertThat(findings)
                .contains(Finding.broken("setsid", "missing", "Install it (Debian: apt-get install util-linux)."))
                .contains(Finding.limited(
                        "builds of Node.js",
                        "not here, npm missing",
                        "If you need them (Debian): apt-get install nodejs npm"));
        tool("npm");
        assertThat(Tools.examine(Map.of("PATH", folder.toString())))
                .contains(Finding.sound("builds of Node.js", "can be done here"));
    }

    @Test
    void promisesNoLanguageThatTheBuilderDoesNotKnow() {
        assertThat(Tools.examine(Map.of("PATH", "")))
                .extracting(Finding::what)
                .filteredOn(what -> what.startsWith("builds of"))
                .containsExactly(
                        "builds of Node.js",
                        "builds of Python",
                        "builds of static files",
                        "builds of packages with compiled parts");
    }

    @Test
    void doesNotLetOthersLookIntoPrivateFolders() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(Room.privateFolder("data", folder))
                .isEqualTo(Finding.broken("data", "others may look into " + folder, "Close it: chmod go-rw " + folder));

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertThat(Room.privateFolder("data", folder).verdict()).isEqualTo(Verdict.SOUND);
        assertThat(Room.privateFolder("data", folder.resolve("not-yet")).verdict())
                .isEqualTo(Verdict.SOUND);
    }

    @Test
    void everythingThatIsNotSoundSaysItsFix() {
        var findings = List.of(
                Room.disk("disk", folder),
                Room.memory(),
                Finding.limited("a", "b", "c"),
                Finding.broken("a", "b", "c"));

        assertThat(findings)
                .allMatch(finding ->
                        finding.verdict() == Verdict.SOUND || !finding.fix().isEmpty());
    }

    private void tool(String name) throws IOException {
        assertThat(Files.createFile(folder.resolve(name)).toFile().setExecutable(true))
                .isTrue();
    }
}
