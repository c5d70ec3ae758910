package io.skerry.build.pack;

import io.skerry.build.detect.LanguagePlan.NodePlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a package tool of Node.js is called so that node_modules can be carried to another folder: plain files, no paths of this machine.
 *
 * @param prune takes away what only the build needed
 * @param notes what it writes for itself, relative to the source
 * @param env keeps downloads in the folder that is given
 */
record NodePackages(
        String name, List<String> install, List<String> prune, List<String> notes, Map<String, String> env) {

    private static final List<String> QUIET = List.of("--no-audit", "--no-fund");

    NodePackages {
        install = List.copyOf(install);
        prune = List.copyOf(prune);
        notes = List.copyOf(notes);
        env = Map.copyOf(env);
    }

    static NodePackages of(NodePlan plan, boolean withDev, String downloads) {
        if (plan.tool() == null) {
            return npm(plan.lock(), withDev, downloads);
        }
        return switch (plan.tool().kind()) {
            case PNPM -> pnpm(withDev, downloads);
            case YARN -> yarn(withDev, downloads);
            case YARN_BERRY -> berry(withDev, downloads);
        };
    }

    private static NodePackages npm(@Nullable String lock, boolean withDev, String downloads) {
        return new NodePackages(
                "npm",
                List.of(
                        "npm",
                        lock != null ? "ci" : "install",
                        QUIET.get(0),
                        QUIET.get(1),
                        withDev ? "--include=dev" : "--omit=dev"),
                List.of("npm", "prune", "--omit=dev", QUIET.get(0), QUIET.get(1), "--ignore-scripts"),
                List.of(),
                Map.of("npm_config_cache", downloads, "npm_config_update_notifier", "false"));
    }

    private static NodePackages pnpm(boolean withDev, String downloads) {
        return new NodePackages(
                "pnpm",
                List.of("pnpm", "install", "--frozen-lockfile", withDev ? "--prod=false" : "--prod"),
                List.of("pnpm", "prune", "--prod", "--ignore-scripts"),
                List.of(
                        "node_modules/.modules.yaml",
                        "node_modules/.pnpm-workspace-state.json",
                        "node_modules/.pnpm-workspace-state-v1.json"),
                Map.of(
                        "npm_config_store_dir", downloads,
                        "npm_config_node_linker", "hoisted",
                        "npm_config_package_import_method", "copy",
                        "npm_config_extend_node_path", "false",
                        "npm_config_manage_package_manager_versions", "false",
                        "npm_config_update_notifier", "false"));
    }

    private static NodePackages yarn(boolean withDev, String downloads) {
        var install = List.of("yarn", "install", "--frozen-lockfile", "--non-interactive", "--no-progress");
        return new NodePackages(
                "yarn",
                with(install, withDev ? "--production=false" : "--production"),
                with(install, "--production", "--ignore-scripts", "--prefer-offline"),
                List.of("node_modules/.yarn-integrity"),
                Map.of("YARN_CACHE_FOLDER", downloads, "YARN_DISABLE_SELF_UPDATE_CHECK", "true"));
    }

    private static NodePackages berry(boolean withDev, String downloads) {
        var production = List.of("yarn", "workspaces", "focus", "--all", "--production");
        return new NodePackages(
                "yarn",
                withDev ? List.of("yarn", "install", "--immutable") : production,
                production,
                List.of("node_modules/.yarn-state.yml", ".yarn/install-state.gz"),
                Map.of(
                        "YARN_GLOBAL_FOLDER", downloads,
                        "YARN_NODE_LINKER", "node-modules",
                        "YARN_ENABLE_TELEMETRY", "0",
                        "YARN_IGNORE_PATH", "1"));
    }

    private static List<String> with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toList();
    }
}
