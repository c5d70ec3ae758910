package io.skerry.cli.local.folder;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** One supervisor per folder. The lock goes with its process, however that ends; the file says who holds it. */
public final class FolderLock implements AutoCloseable {

    private static final Pattern HOLDER = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (\\S+)\\s*");

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param patience how long to wait for whoever has it
     * @throws CliFault CONFLICT that names the holder
     */
    public static FolderLock take(LocalFolder folder, Duration patience) throws IOException {
        PrivateFiles.folder(folder.root());
        var deadline = Instant.now().plus(patience);
        while (true) {
            var channel = FileChannel.open(
                    folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                sign(channel);
                return new FolderLock(channel);
            }
            channel.close();
            if (Instant.now().isAfter(deadline)) {
                throw held(folder);
            }
            pause();
        }
    }

    /** Who holds the lock, empty if nobody does. */
    public static Optional<ProcessIdentity> holder(LocalFolder folder) throws IOException {
        if (!Files.exists(folder.lock())) {
            return Optional.empty();
        }
        var written = HOLDER.matcher(Files.readString(folder.lock()));
        if (!written.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(
                        Long.parseLong(written.group(1)), Long.parseLong(written.group(2)), written.group(3)))
                .filter(ProcessIdentity::isAlive);
    }

    @Override
    public void close() throws IOException {
        // Who held it stays written there; that process is soon gone, and a later holder writes over it.
        channel.close();
    }

    private static void sign(FileChannel channel) throws IOException {
        var self = ProcessIdentity.self();
        var line = self.pid() + " " + self.startTicks() + " " + self.bootId() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static CliFault held(LocalFolder folder) throws IOException {
        var who = holder(folder).map(h -> "process " + h.pid()).orElse("another process");
        return new CliFault(
                ExitCode.CONFLICT,
                "Skerry is up already in " + folder.root() + ": " + who + " supervises it",
                "Stop it with ./skerry down, or use another folder with --data.");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFault.failed("interrupted", null);
        }
    }
}
