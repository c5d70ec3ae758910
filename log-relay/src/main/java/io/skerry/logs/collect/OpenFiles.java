package io.skerry.logs.collect;

import io.skerry.logs.buffer.BufferAppender;
import io.skerry.model.error.LogKeys;
import io.skerry.model.log.LogStream;
import io.skerry.model.log.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The output files that are being followed: those that lie there. For one thread. */
final class OpenFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private final CollectSettings settings;
    private final BufferAppender appender;
    private final OutputTree tree;
    private final Map<Path, OutputFile> files = new LinkedHashMap<>();
    private final Set<Path> refused = new HashSet<>();

    OpenFiles(CollectSettings settings, BufferAppender appender) {
        this.settings = settings;
        this.appender = appender;
        this.tree = new OutputTree(OutputFiles.root(settings.dataCenterFolder()));
    }

    Collection<OutputFile> all() {
        return files.values();
    }

    boolean follows(LogStream stream) {
        return files.containsKey(OutputFiles.output(settings.dataCenterFolder(), stream));
    }

    /** Looks for files that came, ended or went. */
    void scan() throws IOException {
        for (var folder : tree.changed()) {
            for (var output : folder.outputs()) {
                meet(output, folder.ended().contains(output));
            }
            for (var output : folder.ended()) {
                if (!folder.outputs().contains(output) && !files.containsKey(output)) {
                    Files.deleteIfExists(OutputTree.marker(output));
                }
            }
            files.values().stream()
                    .filter(file -> folder.path().equals(file.path().getParent()))
                    .filter(file -> !folder.outputs().contains(file.path()))
                    .forEach(OutputFile::complete);
        }
    }

    /** Stops following a file that has nothing more to give; another of its name is followed from its beginning. */
    void drop(OutputFile file) throws IOException {
        files.remove(file.path());
        file.close();
        if (Files.exists(file.path())) {
            meet(file.path(), Files.exists(OutputTree.marker(file.path())));
        }
    }

    @Override
    public void close() throws IOException {
        for (var file : new ArrayList<>(files.values())) {
            file.close();
        }
    }

    private void meet(Path output, boolean ended) throws IOException {
        try {
            var file = files.get(output);
            if (file == null) {
                file = opened(output).orElse(null);
            }
            if (file != null && (ended || file.replaced())) {
                file.complete();
            }
        } catch (NoSuchFileException e) {
            // It went while we looked; the folder's next listing says so.
            LOG.atTrace().addKeyValue(LogKeys.ERROR, e).log("output went away");
        }
    }

    private Optional<OutputFile> opened(Path output) throws IOException {
        var stream = streamOf(output);
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        var file = OutputFile.open(output, stream.get(), appender, settings);
        files.put(output, file);
        return Optional.of(file);
    }

    private Optional<LogStream> streamOf(Path output) {
        try {
            return OutputFiles.streamOf(settings.dataCenterFolder(), output);
        } catch (IllegalArgumentException e) {
            if (refused.add(output)) {
                LOG.atWarn()
                        .addKeyValue(LogKeys.KEY, output.getFileName())
                        .addKeyValue(LogKeys.ERROR, e)
                        .log("no stream has such a name: file left alone");
            }
            return Optional.empty();
        }
    }
}
