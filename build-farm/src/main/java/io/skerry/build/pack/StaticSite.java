package io.skerry.build.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Serves a folder of static files by a small Python program that travels in the slug: Python 3 is on nearly every machine, and a process of
 * it costs a tenth of a JVM's memory.
 */
final class StaticSite {

    /** Where site generators leave what they made. */
    private static final List<String> BUILT = List.of("dist", "build", "out", "public", "_site");

    private static final String PROGRAM = "serve-static";

    private StaticSite() {}

    /** Adds the program for a folder relative to the source. */
    static Packed add(Workshop workshop, String folder) throws IOException {
        RunFile.program(workshop.slug(), PROGRAM, program());
        workshop.output().step("Serving " + (folder.equals(".") ? "all files" : folder + "/") + " as static files");
        var root = Packed.SLUG + "/" + Workshop.APP + (folder.equals(".") ? "" : "/" + folder);
        return new Packed(
                Map.of("STATIC_ROOT", root),
                List.of(RunFile.BIN),
                Map.of("web", PROGRAM),
                Map.of("python", "3"),
                false);
    }

    /** The folder with an index page that a build script left, empty text if there is none. */
    static String builtFolder(Workshop workshop) {
        return BUILT.stream()
                .filter(folder ->
                        Files.isRegularFile(workshop.app().resolve(folder).resolve("index.html")))
                .findFirst()
                .orElse("");
    }

    private static String program() throws IOException {
        try (var text = StaticSite.class.getResourceAsStream(PROGRAM + ".py")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
