package io.skerry.build.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what belongs to Skerry in a slug: {@code .skerry/run.json} and programs in {@code .skerry/bin}. */
final class RunFile {

    static final String FOLDER = ".skerry";
    static final String BIN = FOLDER + "/bin";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** The shape of run.json; maps are sorted, so that the same content has the same bytes. */
    private record Shape(
            Map<String, String> env, List<String> path, Map<String, String> processes, Map<String, String> tools) {}

    private RunFile() {}

    static void write(Path slug, Packed packed) throws IOException {
        var shape = new Shape(
                new TreeMap<>(packed.env()),
                packed.path(),
                new TreeMap<>(packed.processes()),
                new TreeMap<>(packed.requires()));
        var file = slug.resolve(FOLDER).resolve("run.json");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, JSON.writeValueAsBytes(shape));
    }

    /** A program that the slug brings along. */
    static void program(Path slug, String name, String text) throws IOException {
        var file = slug.resolve(BIN).resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
