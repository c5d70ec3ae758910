package io.skerry.cli.command.hub;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.Confirmation;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words that take a backup out of the hub's hands. */
public final class KeepBackup {

    private KeepBackup() {}

    /** {@code backup download}. */
    @Command(
            name = "download",
            mixinStandardHelpOptions = true,
            description = "Fetch the file of a backup. Whoever has it has all that the hub knows, unless it is sealed.")
    public static final class Download implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Parameters(index = "0", paramLabel = "BACKUP", description = "Which.")
        private String name = "";

        @Option(names = "--to", paramLabel = "FILE", description = "Where to; here under its own name if absent.")
        private @Nullable Path target;

        /** The word, for that session. */
        public Download(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var hub = session.hub(hubOptions);
            var path = Paths.backup(name);
            var backup = hub.get(path).body();
            var sealed = backup.path("sealed").asBoolean(false);
            var file = (target == null ? Path.of(name + (sealed ? ".sealed" : ".zip")) : target).toAbsolutePath();
            if (Files.exists(file)) {
                throw CliFault.usage(file + " is there already", "Name another one with --to.");
            }
            try {
                fetch(
                        hub.download(path + "/content"),
                        file,
                        backup.path("bytes").asLong(-1));
            } catch (IOException e) {
                throw CliFault.failed("cannot write " + file + ": " + e.getMessage(), "Make room, or use --to.");
            }
            session.console().out().println(file);
            return 0;
        }

        private static void fetch(java.io.InputStream from, Path file, long bytes) throws IOException {
            var draft = file.resolveSibling("." + file.getFileName() + ".part");
            Files.deleteIfExists(draft);
            var access = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (from;
                    var channel = java.nio.channels.FileChannel.open(
                            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), access)) {
                var came = from.transferTo(Channels.newOutputStream(channel));
                if (came != bytes) {
                    throw new IOException(came + " of " + bytes + " bytes came");
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** {@code backup delete}. */
    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Delete a backup.")
    public static final class Delete implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Mixin
        private Confirmation confirmation = new Confirmation();

        @Parameters(paramLabel = "BACKUP", description = "Which.")
        private String name = "";

        /** The word, for that session. */
        public Delete(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var hub = session.hub(hubOptions);
            var path = Paths.backup(name);
            hub.get(path);
            confirmation.require(session.console(), "Delete backup " + name + "?");
            hub.delete(path);
            session.console().out().println("Deleted.");
            return 0;
        }
    }
}
