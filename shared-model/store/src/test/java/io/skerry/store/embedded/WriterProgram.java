package io.skerry.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** {@link NumberedWriter} made ready to start quickly and often: class path in jars, classes in a shared archive, library unpacked. */
record WriterProgram(List<String> command) {

    /** Makes it ready in this folder, by running it once. */
    static WriterProgram prepare(Path folder) throws IOException, InterruptedException {
        var archive = folder.resolve("classes.jsa");
        var library = NativeLibrary.unpacked(folder.resolve("native"));
        var options = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Xlog:disable",
                "--illegal-native-access=allow",
                "-D" + NativeLibrary.PATH + "=" + library.getParent(),
                "-D" + NativeLibrary.NAME + "=" + library.getFileName(),
                "-cp",
                jars(folder));
        var training = with(options, "-XX:ArchiveClassesAtExit=" + archive, NumberedWriter.class.getName());
        var process = new ProcessBuilder(arguments(training, folder, folder.resolve("scratch"), "OFF"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("training.log").toFile())
                .start();
        process.getOutputStream().close();
        process.waitFor();
        return new WriterProgram(with(options, "-XX:SharedArchiveFile=" + archive, NumberedWriter.class.getName()));
    }

    /** The command that writes to this folder, after it warmed up in another. */
    List<String> arguments(Path folder, Path scratch, String synchronous) {
        return arguments(command, folder, scratch, synchronous);
    }

    private static List<String> arguments(List<String> command, Path folder, Path scratch, String synchronous) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(folder.toString(), synchronous, scratch.toString()));
        return all;
    }

    private static List<String> with(List<String> options, String... more) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }

    /** This test's class path; a shared archive takes no folders. */
    private static String jars(Path folder) {
        var jars = new ArrayList<String>();
        for (var element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (element.endsWith(".jar")) {
                jars.add(element);
            } else if (!element.isEmpty()) {
                var jar = folder.resolve(jars.size() + ".jar").toString();
                var packed = ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "-cf", jar, "-C", element, ".");
                assertThat(packed).as("packing " + element).isZero();
                jars.add(jar);
            }
        }
        return String.join(File.pathSeparator, jars);
    }
}
