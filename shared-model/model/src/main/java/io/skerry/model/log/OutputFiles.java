package io.skerry.model.log;

import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the output of instances and builds lies within a data center's folder: {@code output/<origin>/<tenant>/<app>/<component>/<id>.log}.
 * The writer appends; the relay reads by offset and frees what it has. When a stream ends its writer puts {@code <id>.ended} beside it,
 * and the relay removes both once it has every line.
 */
public final class OutputFiles {

    private static final String FOLDER = "output";
    private static final String OUTPUT = ".log";
    private static final String ENDED = ".ended";

    private OutputFiles() {}

    /** The folder under which every output file lies. */
    public static Path root(Path dataCenterFolder) {
        return dataCenterFolder.resolve(FOLDER);
    }

    /** The file that the stream's lines are appended to. */
    public static Path output(Path dataCenterFolder, LogStream stream) {
        return folder(dataCenterFolder, stream).resolve(stream.id() + OUTPUT);
    }

    /** The marker that no more lines will come. */
    public static Path ended(Path dataCenterFolder, LogStream stream) {
        return folder(dataCenterFolder, stream).resolve(stream.id() + ENDED);
    }

    /** The application's folder of an instance, its own copy of what was built, to which it may write log files. */
    public static Path application(Path dataCenterFolder, String instance) {
        return dataCenterFolder
                .resolve("instances")
                .resolve(instance)
                .resolve("home")
                .resolve("app");
    }

    /** The stream of a file that an instance writes itself, by its path within the instance's folder. */
    public static LogStream file(LogStream instance, String path) {
        return new LogStream(instance.origin(), instance.component(), instance.id() + "/" + path);
    }

    /** The stream whose output file this is; empty for any other file. */
    public static Optional<LogStream> streamOf(Path dataCenterFolder, Path file) {
        var parts = root(dataCenterFolder).relativize(file);
        if (parts.getNameCount() != 5 || !parts.getFileName().toString().endsWith(OUTPUT)) {
            return Optional.empty();
        }
        var name = parts.getFileName().toString();
        var component = new ComponentRef(
                new TenantName(parts.getName(1).toString()),
                parts.getName(2).toString(),
                parts.getName(3).toString());
        var origin = LogStream.Origin.valueOf(parts.getName(0).toString().toUpperCase(Locale.ROOT));
        return Optional.of(new LogStream(origin, component, name.substring(0, name.length() - OUTPUT.length())));
    }

    private static Path folder(Path dataCenterFolder, LogStream stream) {
        return root(dataCenterFolder)
                .resolve(stream.origin().name().toLowerCase(Locale.ROOT))
                .resolve(stream.tenant().value())
                .resolve(stream.component().application())
                .resolve(stream.component().component());
    }
}
