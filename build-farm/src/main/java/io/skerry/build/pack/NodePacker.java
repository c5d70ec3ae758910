package io.skerry.build.pack;

import io.skerry.build.cache.CacheKey;
import io.skerry.build.detect.LanguagePlan.NodePlan;
import io.skerry.build.detect.LanguagePlan.NodeTool;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.Folders;
import io.skerry.build.sandbox.Sandbox.Step;
import io.skerry.build.tool.Asked;
import io.skerry.build.tool.Tool;
import io.skerry.build.tool.ToolChain;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Node.js by npm: install, run the build script, leave out what only the build needed. */
final class NodePacker {

    private static final String MODULES = "node_modules";
    private static final String BIN = Workshop.APP + "/" + MODULES + "/.bin";

    private final Workshop workshop;

    NodePacker(Workshop workshop) {
        this.workshop = workshop;
    }

    Packed pack(NodePlan plan, @Nullable Asked asked, Map<String, String> processes)
            throws BuildFailure, IOException, InterruptedException {
        var node = workshop.choose(Tool.NODE, asked);
        workshop.output().step("Using Node.js " + node.version());
        var builds = plan.buildScript() || workshop.command() != null;
        var kind = plan.tool() == null ? "npm" : plan.tool().kind().name().toLowerCase(Locale.ROOT);
        var packages = NodePackages.of(
                plan,
                builds,
                workshop.cache().downloads(workshop.tenant(), kind).toString());
        var path = new ArrayList<>(List.of(BIN));
        var env = environment(node, packages);
        if (plan.tool() != null) {
            var atRunTime = processes.values().stream()
                    .anyMatch(command -> List.of(command.split("\\W", -1)).contains(packages.name()));
            var folder = atRunTime ? workshop.slug().resolve(RunFile.FOLDER).resolve("node") : scratch();
            fetch(plan.tool(), packages, folder, env);
            if (atRunTime) {
                path.add(RunFile.FOLDER + "/node/" + MODULES + "/.bin");
            }
        }
        var cached = plan.install() && install(plan, node, packages, builds, env);
        var command = workshop.command() != null
                ? workshop.command()
                : plan.buildScript() ? List.of("npm", "run", "build") : null;
        if (command != null) {
            workshop.sandbox().run(new Step("Running " + String.join(" ", command), command, workshop.app(), env));
        }
        var packed = new Packed(
                Map.of("NODE_ENV", "production"),
                path,
                processes,
                Map.of(Tool.NODE.id(), Integer.toString(node.version().major())),
                cached);
        var site = processes.containsKey("web") || command == null ? "" : StaticSite.builtFolder(workshop);
        if (!site.isEmpty()) {
            Folders.delete(workshop.app().resolve(MODULES));
            return new Packed(Map.of(), List.of(), processes, Map.of(), cached).serving(StaticSite.add(workshop, site));
        }
        if (builds && plan.install()) {
            workshop.sandbox()
                    .run(new Step("Removing what only the build needed", packages.prune(), workshop.app(), env));
        }
        for (var note : packages.notes()) {
            Files.deleteIfExists(workshop.app().resolve(note));
        }
        return packed;
    }

    /** npm brings the other tools from where it brings everything. */
    private void fetch(NodeTool tool, NodePackages packages, Path folder, Map<String, String> env)
            throws BuildFailure, IOException, InterruptedException {
        Files.createDirectories(folder);
        var command = List.of(
                "npm",
                "install",
                "--prefix",
                folder.toString(),
                "--no-save",
                "--no-package-lock",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                tool.wanted());
        var npm = new TreeMap<>(env);
        npm.put(
                "npm_config_cache",
                workshop.cache().downloads(workshop.tenant(), "npm").toString());
        if (workshop.sandbox().tryRun(new Step("Fetching " + tool.wanted(), command, folder, npm)) != 0) {
            throw BuildFailure.of(
                    ErrorCode.TOOL_CHAIN_MISSING,
                    "there is no " + tool.wanted() + " to install what the lock file says",
                    "let the npm registry of the platform's setting hold it, or commit a package-lock.json");
        }
        Files.deleteIfExists(folder.resolve(MODULES).resolve(".package-lock.json"));
        var bin = folder.resolve(MODULES).resolve(".bin").toString();
        env.merge("PATH", bin, (path, first) -> first + ":" + path);
        if (tool.kind() == NodeTool.Kind.YARN_BERRY) {
            env.put("YARN_NPM_REGISTRY_SERVER", registry(env));
        }
        workshop.output().step("Using " + packages.name() + " of " + tool.wanted());
    }

    /** This yarn does not read what npm reads. */
    private String registry(Map<String, String> env) throws BuildFailure, IOException, InterruptedException {
        var file = workshop.slug().resolveSibling("registry.txt");
        var command = List.of("sh", "-c", "exec npm config get registry > \"$0\"", file.toString());
        workshop.sandbox().run(new Step("Asking npm for its registry", command, workshop.app(), env));
        return Files.readString(file).strip();
    }

    private Path scratch() {
        return workshop.slug().resolveSibling("package-tool");
    }

    /** Whether kept dependencies were used. */
    private boolean install(
            NodePlan plan, ToolChain node, NodePackages packages, boolean withDev, Map<String, String> env)
            throws BuildFailure, IOException, InterruptedException {
        var modules = workshop.app().resolve(MODULES);
        // what somebody installed on another machine may not run on this one
        Folders.delete(modules);
        var key = plan.keepable() ? key(plan, node, withDev) : null;
        if (key != null && workshop.cache().restore(key, modules)) {
            workshop.output().step("Using the dependencies of an earlier build");
            return true;
        }
        var title = "Installing dependencies with " + packages.name() + " "
                + packages.install().get(1);
        workshop.sandbox().run(new Step(title, packages.install(), workshop.app(), env));
        if (key != null) {
            workshop.cache().save(key, modules);
        }
        return false;
    }

    private CacheKey key(NodePlan plan, ToolChain node, boolean withDev) throws IOException {
        var parts = new ArrayList<>(List.of(
                plan.tool() == null ? "npm" : plan.tool().wanted(),
                node.version().toString(),
                workshop.platform(),
                Boolean.toString(withDev)));
        for (var file : List.of("package.json", plan.lock() == null ? "" : plan.lock(), ".npmrc")) {
            parts.add(file + "\n" + text(workshop.app().resolve(file)));
        }
        return CacheKey.of(workshop.tenant(), parts);
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : "";
    }

    private Map<String, String> environment(ToolChain node, NodePackages packages) {
        var env = workshop.environment(node, BIN);
        env.putAll(packages.env());
        return env;
    }
}
