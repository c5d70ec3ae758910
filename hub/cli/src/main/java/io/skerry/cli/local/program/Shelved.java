package io.skerry.cli.local.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program put aside, out of the build's way. */
public record Shelved(Program program, Path folder) {

    /** What starts it with this process's own Java. */
    public List<String> command(StartCache cache, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.flags());
        command.addAll(cache.flags());
        command.add("-jar");
        command.add(jar().toString());
        command.addAll(arguments);
        return command;
    }

    /** What starts another of the jar's programs than its own. */
    public List<String> command(String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.flags());
        command.addAll(List.of("-cp", jar().toString(), mainClass));
        command.addAll(arguments);
        return command;
    }

    Path jar() {
        return folder.resolve(program.text() + ".jar");
    }

    /** Where its start-up cache lies, or will. */
    Path startCache() {
        return folder.resolve(program.text() + ".aot");
    }
}
