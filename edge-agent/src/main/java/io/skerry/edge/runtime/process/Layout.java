package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.model.log.OutputFiles;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code instances/}.
 *
 * <pre>{@code
 * .slugs/<digest>/      each slug unpacked once
 * .runs/<id>.started    run, wrapper's pid and start time, boot id
 * .runs/<id>.ended      run, exit code
 * .runs/<id>.overuse    the limit that ended it
 * .wrapper.sh
 * .users.json           which system user each application has
 * <id>/launch.json      what it was launched with; the agent's alone
 * <id>/start.sh         environment and command; readable by the instance's user alone
 * <id>/home/            the instance's own: its copy of the slug, what it writes, tmp/
 * }</pre>
 *
 * What the agent believes lies outside {@code home/}: an instance cannot forge its own exit or pid.
 */
record Layout(Path root) {

    private static final String PASS_THROUGH = "rwx--x--x";
    private static final String PRIVATE = "rwx------";
    private static final String UID = "unix:uid";

    static Layout in(Path dataCenterFolder) throws IOException {
        var layout = new Layout(dataCenterFolder.resolve("instances").toAbsolutePath());
        folder(layout.root, PASS_THROUGH);
        folder(layout.slugs(), PRIVATE);
        folder(layout.runs(), PRIVATE);
        // Instances pass through the data center's folder: what one tenant's wrote is closed to the others'.
        folder(OutputFiles.root(dataCenterFolder), PRIVATE);
        return layout;
    }

    Path slugs() {
        return root.resolve(".slugs");
    }

    Path runs() {
        return root.resolve(".runs");
    }

    Path started(String instance) {
        return runs().resolve(instance + ".started");
    }

    Path ended(String instance) {
        return runs().resolve(instance + ".ended");
    }

    /** Which limit ended its last run, as the agent that ended it noted. */
    Optional<Overuse> overuse(String instance) throws IOException {
        try {
            return Optional.of(Values.read(Files.readAllBytes(overuseFile(instance)), Overuse.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    void keepOveruse(String instance, Overuse overuse) throws IOException {
        writePrivately(overuseFile(instance), Values.write(overuse));
    }

    void forgetOveruse(String instance) throws IOException {
        Files.deleteIfExists(overuseFile(instance));
    }

    private Path overuseFile(String instance) {
        return runs().resolve(instance + ".overuse");
    }

    /** Forgets how its last run began and ended. */
    void forgetRun(String instance) throws IOException {
        Files.deleteIfExists(started(instance));
        Files.deleteIfExists(ended(instance));
        forgetOveruse(instance);
    }

    Path users() {
        return root.resolve(".users.json");
    }

    Path wrapper() {
        return root.resolve(".wrapper.sh");
    }

    Path folder(String instance) {
        return root.resolve(instance);
    }

    Path home(String instance) {
        return folder(instance).resolve("home");
    }

    Path script(String instance) {
        return folder(instance).resolve("start.sh");
    }

    /** The user that an instance's last run was given to, by whose its start script is. */
    Owner owner(String instance) {
        try {
            var uid = (int) Files.getAttribute(script(instance), UID, LinkOption.NOFOLLOW_LINKS);
            return uid == (int) Files.getAttribute(runs(), UID) ? Owner.AGENT : new Owner(uid);
        } catch (IOException _) {
            // Nothing was started yet.
            return Owner.AGENT;
        }
    }

    private Path launch(String instance) {
        return folder(instance).resolve("launch.json");
    }

    /** The ids of every instance that has a folder. */
    List<String> instances() throws IOException {
        try (var all = Files.list(root)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    void makeFolder(String instance) throws IOException {
        folder(folder(instance), PASS_THROUGH);
    }

    /** What an instance was launched with; null for a folder whose making was cut short. */
    @Nullable
    KeptLaunch keptLaunch(String instance) throws IOException {
        try {
            return Values.read(Files.readAllBytes(launch(instance)), KeptLaunch.class);
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    void keep(String instance, KeptLaunch kept) throws IOException {
        writePrivately(launch(instance), Values.write(kept));
    }

    /** Replaces a file that only its owner may read, so that a reader finds the old or the new one. */
    static void writePrivately(Path file, byte[] content) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void folder(Path path, String permissions) throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
