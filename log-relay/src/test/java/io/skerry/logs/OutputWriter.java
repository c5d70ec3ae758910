package io.skerry.logs;

import io.skerry.model.log.LogStream;
import io.skerry.model.log.OutputFiles;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Stands for an instance or a build: writes its output file as they do. */
public final class OutputWriter {

    public static final ApplicationRef SHOP = new ApplicationRef(new TenantName("acme"), "shop");

    private final Path folder;
    private final LogStream stream;

    private OutputWriter(Path folder, LogStream stream) {
        this.folder = folder;
        this.stream = stream;
    }

    public static OutputWriter of(Path folder, LogStream stream) {
        return new OutputWriter(folder, stream);
    }

    public static OutputWriter instance(Path folder, String component, String id) {
        return new OutputWriter(folder, stream(component, id));
    }

    public static LogStream stream(String component, String id) {
        return LogStream.instance(new ComponentRef(SHOP.tenant(), SHOP.application(), component), id);
    }

    public LogStream stream() {
        return stream;
    }

    public Path file() {
        return OutputFiles.output(folder, stream);
    }

    public Path marker() {
        return OutputFiles.ended(folder, stream);
    }

    public OutputWriter lines(String... lines) {
        return text(String.join("\n", lines) + "\n");
    }

    public OutputWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public OutputWriter bytes(byte[] bytes) {
        try {
            Files.createDirectories(file().getParent());
            Files.write(file(), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the marker that no more lines will come. */
    public void end() {
        try {
            Files.createDirectories(marker().getParent());
            Files.createFile(marker());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
