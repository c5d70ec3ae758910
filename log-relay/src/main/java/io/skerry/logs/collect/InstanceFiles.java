package io.skerry.logs.collect;

import io.skerry.logs.buffer.Buffer;
import io.skerry.logs.buffer.BufferAppender;
import io.skerry.logs.buffer.StreamState;
import io.skerry.logs.rule.Rules;
import io.skerry.model.log.LogStream;
import io.skerry.model.log.LogStream.Origin;
import io.skerry.model.log.OutputFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that instances write themselves and their components name. Each is a stream behind its instance's; one that is renamed to
 * another wanted name goes on there where it was. For one thread.
 */
final class InstanceFiles implements AutoCloseable {

    private static final Duration BETWEEN_SCANS = Duration.ofSeconds(1);

    private final CollectSettings settings;
    private final Buffer buffer;
    private final BufferAppender appender;
    private final Rules rules;
    private final Map<Path, OutputFile> files = new LinkedHashMap<>();
    private final Map<Long, Long> renamed = new HashMap<>();
    private Instant nextScan = Instant.EPOCH;

    InstanceFiles(CollectSettings settings, Buffer buffer, BufferAppender appender, Rules rules) {
        this.settings = settings;
        this.buffer = buffer;
        this.appender = appender;
        this.rules = rules;
    }

    Collection<OutputFile> all() {
        return files.values();
    }

    boolean follows(LogStream stream) {
        return files.values().stream().anyMatch(file -> file.stream().equals(stream));
    }

    /**
     * Looks, once a second, for files that came, were renamed or went.
     *
     * @param outputs of the instances there are
     */
    void scan(Collection<OutputFile> outputs, Instant now) throws IOException {
        if (now.isBefore(nextScan)) {
            return;
        }
        nextScan = now.plus(BETWEEN_SCANS);
        var present = outputs.stream()
                .map(OutputFile::stream)
                .filter(stream -> stream.origin() == Origin.INSTANCE)
                .collect(Collectors.toSet());
        var found = new LinkedHashMap<Path, Found>();
        for (var instance : present) {
            look(instance, found);
        }
        var inodes = found.values().stream().map(Found::inode).collect(Collectors.toSet());
        leave(present, inodes);
        renamed.keySet().retainAll(inodes);
        for (var file : found.entrySet()) {
            if (!files.containsKey(file.getKey())) {
                meet(file.getKey(), file.getValue(), now);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var file : files.values()) {
            file.close();
        }
    }

    private void look(LogStream instance, Map<Path, Found> found) throws IOException {
        var patterns = rules.of(instance.component()).files();
        if (patterns.isEmpty()) {
            return;
        }
        var folder = new InstanceFolder(OutputFiles.application(settings.dataCenterFolder(), instance.id()));
        for (var path : folder.matching(patterns)) {
            var file = folder.home().resolve(path);
            try {
                found.put(file, new Found(folder, instance, path, OutputFile.inodeOf(file)));
            } catch (FileSystemException e) {
                // It went while we looked.
                found.remove(file);
            }
        }
    }

    /** Lets go of files that were read to their end and have no more to come under their name. */
    private void leave(Set<LogStream> present, Set<Long> inodes) throws IOException {
        for (var file : List.copyOf(files.values())) {
            if (file.replaced() || !present.contains(instanceOf(file.stream()))) {
                file.complete();
            }
            if (file.finished()) {
                if (inodes.contains(file.inode())) {
                    renamed.put(file.inode(), file.offset());
                }
                files.remove(file.path());
                file.close();
            }
        }
    }

    private void meet(Path file, Found found, Instant now) throws IOException {
        if (files.values().stream().anyMatch(known -> known.inode() == found.inode)) {
            // Renamed, and still read under its old name.
            return;
        }
        var opened = found.folder.open(found.path);
        if (opened.isPresent()) {
            var stream = OutputFiles.file(found.instance, found.path);
            long from = renamed.getOrDefault(found.inode, whereItWas(found));
            files.put(
                    file,
                    OutputFile.ofInstance(file, opened.get(), found.inode, stream, from, now, appender, settings));
        }
    }

    /** How far it was read by a relay before this one, under whatever name it had. */
    private long whereItWas(Found found) {
        return buffer
                .streams(known -> known.inode() == found.inode
                        && !known.ended()
                        && instanceOf(known.stream()).equals(found.instance))
                .stream()
                .mapToLong(StreamState::offset)
                .max()
                .orElse(0);
    }

    private static LogStream instanceOf(LogStream stream) {
        int slash = stream.id().indexOf('/');
        return slash < 0
                ? stream
                : new LogStream(stream.origin(), stream.component(), stream.id().substring(0, slash));
    }

    /** A file with a wanted name. */
    private record Found(InstanceFolder folder, LogStream instance, String path, long inode) {}
}
