package io.skerry.cli.standin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A checkout whose hub, agent and gateway are stand-ins and whose command line is the one just built. */
public final class StandInCheckout {

    private final Path home;
    private final Path cache;
    private final Map<String, String> settings = new HashMap<>();

    private StandInCheckout(Path home, Path cache) {
        this.home = home;
        this.cache = cache;
    }

    /** Makes one in that folder, for a user with that cache. */
    public static StandInCheckout in(Path home, Path cache) throws IOException {
        var checkout = new StandInCheckout(home, cache);
        for (var jar :
                List.of("hub/target/hub.jar", "edge-agent/target/edge-agent.jar", "gateway/target/gateway.jar")) {
            checkout.standIn(home.resolve("checkout").resolve(jar));
        }
        var target = home.resolve("checkout/hub/cli/target");
        Files.createDirectories(target);
        Files.createSymbolicLink(
                target.resolve("skerry.jar"), Path.of("target/skerry.jar").toAbsolutePath());
        Files.createSymbolicLink(target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
        return checkout;
    }

    /** Every command from now on has this in its environment. */
    public void set(String name, String value) {
        settings.put(name, value);
    }

    /** Runs the command line there; both streams of output together. */
    public Result run(String... words) throws IOException, InterruptedException {
        var process = start(words);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** Starts the command line there. */
    public Process start(String... words) throws IOException {
        var command = new ArrayList<String>();
        // Whoever runs tests in the background has SIGINT ignored, and children inherit that.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dskerry.home=" + home.resolve("checkout"),
                "-jar",
                Path.of("target/skerry.jar").toAbsolutePath().toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        builder.environment().put("SKERRY_DATA_DIR", data().toString());
        builder.environment().putIfAbsent("SKERRY_START_CACHE", "off");
        builder.environment().putAll(settings);
        return builder.start();
    }

    /** The folder with all state. */
    public Path data() {
        return home.resolve("data");
    }

    /** The user's sign-ins. */
    public Path config() {
        return home.resolve("config/skerry/config.json");
    }

    private void standIn(Path jar) throws IOException {
        Files.createDirectories(jar.resolveSibling("lib"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            var name = StandIn.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(name));
            try (var in = StandIn.class.getClassLoader().getResourceAsStream(name)) {
                in.transferTo(out);
            }
            out.closeEntry();
        }
    }

    /** How a command ended. */
    public record Result(int code, String output) {}
}
