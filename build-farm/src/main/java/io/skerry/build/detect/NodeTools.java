package io.skerry.build.detect;

import io.skerry.build.detect.LanguagePlan.NodeTool;
import io.skerry.build.detect.LanguagePlan.NodeTool.Kind;
import io.skerry.build.source.SourceTree;
import io.skerry.model.build.Detection.Evidence;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the package tool of Node.js, and the version of it, that wrote a lock file. */
final class NodeTools {

    private static final String PNPM = "pnpm-lock.yaml";
    private static final String YARN = "yarn.lock";
    private static final Pattern NAMED = Pattern.compile("(pnpm|yarn)@(\\d[\\w.-]*).*");
    private static final Pattern PNPM_LOCK = Pattern.compile("lockfileVersion: '?(\\d+)");
    /** The format of a lock file and the last pnpm that writes it. */
    private static final Map<String, String> PNPMS = Map.of("5", "7", "6", "8", "9", "9");

    private NodeTools() {}

    /** Null if there is no such file. */
    @Nullable
    static NodeTool of(SourceTree tree, JsonLeaves json, List<Evidence> evidence) {
        if (tree.has(PNPM)) {
            var format = PNPM_LOCK.matcher(tree.text(PNPM).orElse(""));
            var major = PNPMS.getOrDefault(format.find() ? format.group(1) : "", "9");
            return tool(Kind.PNPM, PNPM, "pnpm@" + asked(json, "pnpm", major), evidence);
        }
        if (tree.has(YARN)) {
            var berry = tree.text(YARN).orElse("").contains("__metadata:");
            return berry
                    ? tool(Kind.YARN_BERRY, YARN, "@yarnpkg/cli-dist@" + asked(json, "yarn", "4"), evidence)
                    : tool(Kind.YARN, YARN, "yarn@1", evidence);
        }
        return null;
    }

    static String lockOf(NodeTool tool) {
        return tool.kind() == Kind.PNPM ? PNPM : YARN;
    }

    private static NodeTool tool(Kind kind, String lock, String wanted, List<Evidence> evidence) {
        evidence.add(new Evidence(lock, null, wanted + " installs exactly what the lock file says"));
        return new NodeTool(kind, wanted);
    }

    private static String asked(JsonLeaves json, String name, String usual) {
        return json.at("/packageManager")
                .map(leaf -> NAMED.matcher(leaf.value()))
                .filter(match -> match.matches() && match.group(1).equals(name))
                .map(match -> match.group(2))
                .orElse(usual);
    }
}
