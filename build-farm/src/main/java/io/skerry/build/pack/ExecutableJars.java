package io.skerry.build.pack;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.JarManifest;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what a build for Java made that can be run. */
final class ExecutableJars {

    private static final Pattern PLACE =
            Pattern.compile("(.*/)?(target|build/libs|target/quarkus-app|build/quarkus-app)/[^/]+\\.jar");
    private static final Pattern BESIDE =
            Pattern.compile(".*-(sources|javadoc|tests|test|plain)\\.jar|.*/original-[^/]+");
    private static final int DEPTH = 6;

    private ExecutableJars() {}

    /**
     * A jar.
     *
     * @param file relative to the source
     */
    record Program(String file, JarManifest manifest) {}

    /** The only one; of several the one that Spring Boot made. */
    static Program find(Path app, String step) throws BuildFailure, IOException {
        var all = all(app);
        var boot = all.stream().filter(jar -> jar.manifest().springBoot()).toList();
        var best = boot.isEmpty() ? all : boot;
        if (best.isEmpty()) {
            throw BuildFailure.of(
                    ErrorCode.NOT_DETECTED,
                    step + " left no jar that can be run: none names a Main-Class",
                    "let the Spring Boot plugin or the shade plugin make one, or say with 'run' in skerry.yaml what runs");
        }
        if (best.size() > 1) {
            throw BuildFailure.of(
                    ErrorCode.NOT_DETECTED,
                    step + " left several jars that can be run: "
                            + best.stream().map(Program::file).collect(Collectors.joining(", ")),
                    "name one in a Procfile, with a line 'web: java -jar "
                            + best.getFirst().file() + "'");
        }
        return best.getFirst();
    }

    private static List<Program> all(Path app) throws IOException {
        var found = new TreeMap<String, Program>();
        Files.walkFileTree(app, Set.of(), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var name = app.relativize(file).toString();
                if (attributes.isRegularFile()
                        && PLACE.matcher(name).matches()
                        && !BESIDE.matcher(name).matches()) {
                    JarManifest.of(file).ifPresent(manifest -> found.put(name, new Program(name, manifest)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return List.copyOf(found.values());
    }
}
