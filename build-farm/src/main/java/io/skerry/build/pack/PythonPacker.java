package io.skerry.build.pack;

import io.skerry.build.cache.CacheKey;
import io.skerry.build.detect.LanguagePlan.PythonLock;
import io.skerry.build.detect.LanguagePlan.PythonPlan;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.Sandbox.Step;
import io.skerry.build.tool.Asked;
import io.skerry.build.tool.Tool;
import io.skerry.build.tool.ToolChain;
import io.skerry.build.tool.Version;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Python by pip, into a user base that travels in the slug: unlike a virtual environment it names no folder, and unlike a folder on
 * PYTHONPATH it comes after the standard library and its {@code .pth} files work.
 */
final class PythonPacker {

    private static final String BASE = RunFile.FOLDER + "/python";
    private static final String BIN = BASE + "/bin";

    private static final Version PIP_OF_TODAY = new Version(3, 7, 0);

    private final Workshop workshop;

    PythonPacker(Workshop workshop) {
        this.workshop = workshop;
    }

    Packed pack(PythonPlan plan, @Nullable Asked asked, Map<String, String> processes)
            throws BuildFailure, IOException, InterruptedException {
        var python = workshop.choose(Tool.PYTHON, asked);
        workshop.output().step("Using Python " + python.version());
        var base = workshop.slug().resolve(BASE);
        var env = environment(python, base);
        var interpreter = "python" + python.version().majorMinor();
        RunFile.program(workshop.slug(), "python3", "#!/bin/sh\nexec " + interpreter + " \"$@\"\n");
        RunFile.program(workshop.slug(), "python", "#!/bin/sh\nexec " + interpreter + " \"$@\"\n");
        var cached = install(plan, python, base, env);
        PythonRelocation.apply(base, workshop.app(), interpreter);
        if (plan.collectStatic()) {
            collectStatic(python, env);
        }
        if (workshop.command() != null) {
            workshop.sandbox().run(new Step("Running the build command", workshop.command(), workshop.app(), env));
        }
        return new Packed(
                Map.of("PYTHONUSERBASE", Packed.SLUG + "/" + BASE, "PYTHONUNBUFFERED", "1"),
                List.of(RunFile.BIN, BIN),
                processes,
                Map.of(Tool.PYTHON.id(), python.version().majorMinor()),
                cached);
    }

    /** Whether kept packages were used. */
    private boolean install(PythonPlan plan, ToolChain python, Path base, Map<String, String> env)
            throws BuildFailure, IOException, InterruptedException {
        if (plan.install().isEmpty() && plan.added().isEmpty() && plan.lock() == null) {
            return false;
        }
        var key = plan.keepable() ? key(plan, python) : null;
        if (key != null && workshop.cache().restore(key, base)) {
            workshop.output().step("Using the packages of an earlier build");
            return true;
        }
        var pip = new TreeMap<>(env);
        if (python.version().compareTo(PIP_OF_TODAY) < 0) {
            pip.put("PYTHONPATH", newerPip(python, env));
        }
        if (plan.lock() != null) {
            var list = requirements(plan.lock(), python, env).toString();
            install(
                    python,
                    pip,
                    Stream.concat(Stream.of("-r", list), plan.added().stream()).toList());
            if (!plan.install().isEmpty()) {
                install(
                        python,
                        pip,
                        Stream.concat(Stream.of("--no-deps"), plan.install().stream())
                                .toList());
            }
        } else {
            install(
                    python,
                    pip,
                    Stream.concat(plan.install().stream(), plan.added().stream())
                            .toList());
        }
        if (key != null) {
            workshop.cache().save(key, base);
        }
        return false;
    }

    private void install(ToolChain python, Map<String, String> env, List<String> what)
            throws BuildFailure, IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                python.executable().toString(),
                "-m",
                "pip",
                "install",
                "--user",
                "--ignore-installed",
                "--no-compile",
                "--no-warn-script-location",
                "--progress-bar=off"));
        command.addAll(what);
        workshop.sandbox().run(new Step("Installing packages with pip", command, workshop.app(), env));
    }

    /** What the lock file says, as pip reads it; written by the tool that knows the file, which pip brings. */
    private Path requirements(PythonLock lock, ToolChain python, Map<String, String> env)
            throws BuildFailure, IOException, InterruptedException {
        var list = workshop.slug().resolveSibling("requirements.txt");
        if (lock.requirements() != null) {
            return Files.writeString(list, lock.requirements());
        }
        var folder = workshop.slug().resolveSibling("package-tool").toString();
        var tools = Objects.requireNonNull(lock.tool());
        var fetch = new ArrayList<>(List.of(
                python.executable().toString(), "-m", "pip", "install", "--target", folder, "--progress-bar=off"));
        fetch.addAll(tools);
        if (workshop.sandbox().tryRun(new Step("Fetching " + tools.getFirst(), fetch, workshop.app(), env)) != 0) {
            throw BuildFailure.of(
                    ErrorCode.TOOL_CHAIN_MISSING,
                    "there is no " + tools.getFirst() + " to read " + lock.file(),
                    "let the package index of the platform's setting hold it, or commit a requirements.txt");
        }
        var tool = new TreeMap<>(env);
        tool.put("PYTHONPATH", folder);
        var export = new ArrayList<>(List.of(python.executable().toString(), "-m"));
        export.addAll(lock.export());
        export.add(list.toString());
        workshop.sandbox().run(new Step("Reading " + lock.file(), export, workshop.app(), tool));
        return list;
    }

    /** A Python of old brought a pip that finds none of the ready-made packages of today and compiles for minutes instead. */
    private String newerPip(ToolChain python, Map<String, String> env)
            throws BuildFailure, IOException, InterruptedException {
        var folder = workshop.slug().resolveSibling("pip").toString();
        var command = List.of(
                python.executable().toString(),
                "-m",
                "pip",
                "install",
                "--target",
                folder,
                "--progress-bar=off",
                "pip");
        workshop.sandbox().run(new Step("Installing the last pip for this Python", command, workshop.app(), env));
        return folder;
    }

    private void collectStatic(ToolChain python, Map<String, String> env)
            throws BuildFailure, IOException, InterruptedException {
        var command = List.of(python.executable().toString(), "manage.py", "collectstatic", "--noinput");
        var code =
                workshop.sandbox().tryRun(new Step("Collecting Django's static files", command, workshop.app(), env));
        if (code != 0) {
            workshop.warnings().accept("Django's static files could not be collected: see the build's output");
        }
    }

    private CacheKey key(PythonPlan plan, ToolChain python) throws IOException {
        var parts = new ArrayList<>(List.of("pip", python.version().toString(), workshop.platform()));
        parts.addAll(plan.added());
        for (var name : plan.listed()) {
            var file = workshop.app().resolve(name);
            parts.add(name + "\n" + (Files.isRegularFile(file) ? Files.readString(file) : ""));
        }
        return CacheKey.of(workshop.tenant(), parts);
    }

    private Map<String, String> environment(ToolChain python, Path base) throws IOException {
        var env = workshop.environment(python, RunFile.BIN, BIN);
        env.put("PYTHONUSERBASE", base.toString());
        env.put("PYTHONDONTWRITEBYTECODE", "1");
        env.put(
                "PIP_CACHE_DIR",
                workshop.cache().downloads(workshop.tenant(), "pip").toString());
        env.put("PIP_NO_INPUT", "1");
        env.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        env.put("PIP_ROOT_USER_ACTION", "ignore");
        // a distribution's own Python refuses to be changed; nothing of it is
        env.put("PIP_BREAK_SYSTEM_PACKAGES", "1");
        return env;
    }
}
