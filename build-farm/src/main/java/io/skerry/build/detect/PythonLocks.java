package io.skerry.build.detect;

import io.skerry.build.detect.LanguagePlan.PythonLock;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.SourceTree;
import io.skerry.model.build.Detection.Evidence;
import io.skerry.model.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** Lock files of Python's other tools, and how they become what pip reads. */
final class PythonLocks {

    static final String PIPENV = "Pipfile.lock";

    private static final String UV = "uv.lock";
    private static final String POETRY = "poetry.lock";

    private PythonLocks() {}

    /** The lock file beside a pyproject.toml. Only the tool that wrote it knows which of its packages are wanted where. */
    static Optional<PythonLock> ofProject(SourceTree tree, List<Evidence> evidence) {
        if (tree.has(UV)) {
            evidence.add(new Evidence(UV, null, "uv exports exactly what the lock file says"));
            return Optional.of(new PythonLock(
                    UV,
                    null,
                    List.of("uv"),
                    List.of(
                            "uv",
                            "export",
                            "--frozen",
                            "--no-dev",
                            "--no-emit-project",
                            "--no-hashes",
                            "--quiet",
                            "--format=requirements-txt",
                            "--output-file")));
        }
        if (tree.has(POETRY)) {
            evidence.add(new Evidence(POETRY, null, "poetry exports exactly what the lock file says"));
            return Optional.of(new PythonLock(
                    POETRY,
                    null,
                    List.of("poetry", "poetry-plugin-export"),
                    List.of("poetry", "export", "--without-hashes", "--no-interaction", "--output")));
        }
        return Optional.empty();
    }

    /** What a Pipfile.lock says, which pip reads nearly as it is. */
    static PythonLock ofPipenv(JsonLeaves json) {
        var lines = new TreeMap<String, String>();
        for (var name : json.children("/default")) {
            var at = "/default/" + name;
            var extras = json.values(at + "/extras");
            var plain = name + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]");
            var git = json.at(at + "/git");
            var what = git.isPresent()
                    ? plain + " @ git+" + git.get().value()
                            + json.at(at + "/ref").map(ref -> "@" + ref.value()).orElse("")
                    : plain
                            + json.at(at + "/version")
                                    .map(JsonLeaves.Leaf::value)
                                    .orElse("");
            lines.put(
                    name,
                    what
                            + json.at(at + "/markers")
                                    .map(leaf -> " ; " + leaf.value())
                                    .orElse(""));
        }
        return new PythonLock(PIPENV, String.join("\n", lines.values()) + "\n", null, List.of());
    }

    static JsonLeaves pipenv(SourceTree tree) throws BuildFailure {
        try {
            return JsonLeaves.of(tree.text(PIPENV).orElse("{}"));
        } catch (JacksonException e) {
            throw BuildFailure.of(ErrorCode.INVALID_FIELD, PIPENV + " is no JSON", "write it again with 'pipenv lock'");
        }
    }

    /** The packages of a Pipfile.lock with their lines. */
    static Requirements requirements(JsonLeaves json) {
        Map<String, Evidence> packages = new LinkedHashMap<>();
        for (var name : json.children("/default")) {
            var line = json.at("/default/" + name + "/version")
                    .map(JsonLeaves.Leaf::line)
                    .orElse(null);
            packages.put(name, new Evidence(PIPENV, line, "lists " + name));
        }
        return new Requirements(packages, List.of("Pipfile", PIPENV), false);
    }
}
