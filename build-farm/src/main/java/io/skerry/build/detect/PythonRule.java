package io.skerry.build.detect;

import io.skerry.build.detect.LanguagePlan.PythonLock;
import io.skerry.build.detect.LanguagePlan.PythonPlan;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.SourceTree;
import io.skerry.build.tool.Asked;
import io.skerry.model.build.Detection.Candidate;
import io.skerry.model.build.Detection.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Python: a list of requirements, a project file, or at least a program of a usual name. */
final class PythonRule implements LanguageRule {

    static final String LANGUAGE = "python";

    private static final Pattern PYTHON_COMMAND =
            Pattern.compile("\\b(python3?|gunicorn|uvicorn|hypercorn|daphne|waitress-serve|flask|celery)\\b");
    private static final Pattern REQUIRES = Pattern.compile("(?:requires-python|python)\\s*=\\s*[\"']([^\"']+)[\"'].*");

    @Override
    public Optional<Finding> look(SourceTree tree, Procfile procfile) throws BuildFailure {
        var evidence = new ArrayList<Evidence>();
        var warnings = new ArrayList<String>();
        var requirements = Requirements.none();
        List<String> install = List.of();
        PythonLock lock = null;
        if (tree.has("requirements.txt")) {
            evidence.add(new Evidence("requirements.txt", null, "a list of requirements makes it Python"));
            requirements = Requirements.ofFile(tree, "requirements.txt");
            install = List.of("-r", "requirements.txt");
        } else if (tree.has(ProjectFile.NAME)) {
            evidence.add(new Evidence(ProjectFile.NAME, null, "a project file makes it Python"));
            requirements = Requirements.ofProject(tree, ProjectFile.NAME);
            lock = PythonLocks.ofProject(tree, evidence).orElse(null);
            install = lock == null || ProjectFile.isPackage(tree) ? List.of(".") : List.of();
            requirements = lock == null ? requirements : requirements.with(lock.file(), !install.isEmpty());
        } else if (tree.has(PythonLocks.PIPENV)) {
            evidence.add(new Evidence(PythonLocks.PIPENV, null, "pip installs exactly what the lock file says"));
            var json = PythonLocks.pipenv(tree);
            requirements = PythonLocks.requirements(json);
            lock = PythonLocks.ofPipenv(json);
        } else if (tree.has("setup.py")) {
            evidence.add(new Evidence("setup.py", null, "a setup program makes it Python"));
            requirements = new Requirements(Map.of(), List.of("setup.py"), true);
            install = List.of(".");
        } else if (tree.has("Pipfile")) {
            evidence.add(new Evidence("Pipfile", null, "a Pipfile makes it Python"));
            warnings.add("the Pipfile has no lock file beside it, so nothing was installed: commit its Pipfile.lock");
        }
        var listed = !evidence.isEmpty();
        var web = web(tree, procfile, requirements, lock != null || !install.isEmpty());
        evidence.addAll(web.evidence());
        if (!listed && web.command() == null) {
            return Optional.empty();
        }
        warnings.addAll(web.warnings());
        var asked = asked(tree, evidence);
        var confidence = (listed ? 62 : 20) + (web.command() != null ? 25 : 0) + named(procfile, evidence);
        return Optional.of(new Finding(
                new Candidate(LANGUAGE, confidence, evidence),
                web.command() == null ? Map.of() : Map.of(Procfile.WEB, web.command()),
                asked,
                warnings,
                new PythonPlan(
                        install,
                        web.added(),
                        requirements.files(),
                        (lock != null || !install.isEmpty()) && !requirements.local(),
                        collectsStatic(tree, requirements),
                        lock)));
    }

    private static PythonWeb web(SourceTree tree, Procfile procfile, Requirements requirements, boolean installs) {
        var command = procfile.web();
        if (command == null) {
            return PythonWeb.find(tree, requirements);
        }
        return installs ? PythonWeb.started(command, tree, requirements) : PythonWeb.none();
    }

    @Nullable
    private static Asked asked(SourceTree tree, List<Evidence> evidence) {
        var asked = Stream.of("runtime.txt", ".python-version")
                .flatMap(file -> LanguageRule.askedIn(tree, file, LANGUAGE).stream())
                .findFirst()
                .orElse(null);
        if (asked != null) {
            evidence.add(new Evidence(asked.where(), 1, "asks for Python " + asked.version()));
            return asked;
        }
        var number = 0;
        for (var line : tree.text(ProjectFile.NAME).orElse("").lines().toList()) {
            number++;
            var requires = REQUIRES.matcher(line.strip());
            if (requires.matches()) {
                evidence.add(new Evidence(ProjectFile.NAME, number, "works with Python " + requires.group(1)));
                return Asked.bound(LANGUAGE, requires.group(1), ProjectFile.NAME);
            }
        }
        return null;
    }

    /** Only where the application serves them itself; elsewhere nobody would. */
    private static boolean collectsStatic(SourceTree tree, Requirements requirements) {
        return tree.has("manage.py")
                && requirements.has("whitenoise")
                && tree.files(3).stream()
                        .filter(file -> file.endsWith(".py") && file.contains("settings"))
                        .anyMatch(file -> tree.text(file).orElse("").contains("STATIC_ROOT"));
    }

    private static int named(Procfile procfile, List<Evidence> evidence) {
        var web = procfile.web();
        if (web == null || !PYTHON_COMMAND.matcher(web).find()) {
            return 0;
        }
        evidence.add(procfile.evidence(Procfile.WEB, "the web process is started with Python"));
        return 35;
    }
}
