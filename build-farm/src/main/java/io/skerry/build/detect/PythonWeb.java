package io.skerry.build.detect;

import io.skerry.build.source.SourceTree;
import io.skerry.model.build.Detection.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a Python source serves the web when no Procfile says it: the application object of a known framework behind a server for it, or a
 * program of a usual name.
 *
 * @param command null if none was found
 * @param added the server's package, if the source does not list it
 */
record PythonWeb(@Nullable String command, List<Evidence> evidence, List<String> added, List<String> warnings) {

    private static final String GUNICORN = "gunicorn --bind 127.0.0.1:$PORT --workers ${WEB_CONCURRENCY:-2} ";
    private static final String UVICORN = "uvicorn --host 127.0.0.1 --port $PORT ";
    private static final Pattern DJANGO = Pattern.compile("DJANGO_SETTINGS_MODULE['\"]\\s*,\\s*['\"]([\\w.]+)");
    private static final Pattern ASGI =
            Pattern.compile("(\\w+)\\s*(?::[^=]+)?=\\s*(?:\\w+\\.)?(FastAPI|Starlette|Quart|Litestar)\\(.*");
    private static final Pattern WSGI = Pattern.compile("(\\w+)\\s*(?::[^=]+)?=\\s*(?:\\w+\\.)?(Flask)\\(.*");
    private static final Pattern FACTORY = Pattern.compile("def (create_app|make_app)\\(.*");
    private static final Pattern APPLICATION = Pattern.compile("(application|app)\\s*=.*");
    private static final Pattern SERVER =
            Pattern.compile("(?:\\w+=\\S+\\s+)*(gunicorn|uvicorn|hypercorn|daphne|waitress)\\b.*");
    private static final List<String> PROGRAMS = List.of("main.py", "app.py", "server.py", "run.py", "__main__.py");
    private static final List<String> FIRST =
            List.of("wsgi.py", "asgi.py", "app.py", "main.py", "application.py", "server.py");

    PythonWeb {
        evidence = List.copyOf(evidence);
        added = List.copyOf(added);
        warnings = List.copyOf(warnings);
    }

    static PythonWeb none() {
        return new PythonWeb(null, List.of(), List.of(), List.of());
    }

    /** What a Procfile starts: its command, and the server in it if no list of packages names that one. */
    static PythonWeb started(String command, SourceTree tree, Requirements requirements) {
        var server = SERVER.matcher(command);
        if (!server.matches()
                || requirements.files().stream()
                        .anyMatch(file -> tree.text(file)
                                .orElse("")
                                .toLowerCase(Locale.ROOT)
                                .contains(server.group(1)))) {
            return none();
        }
        var warning = "the Procfile starts " + server.group(1)
                + ", which the source does not list, and it was installed; list it to choose its version";
        return new PythonWeb(null, List.of(), List.of(server.group(1)), List.of(warning));
    }

    static PythonWeb find(SourceTree tree, Requirements requirements) {
        return django(tree, requirements)
                .or(() -> application(tree, requirements))
                .or(() -> gunicornOnly(tree, requirements))
                .or(() -> program(tree))
                .orElseGet(PythonWeb::none);
    }

    private static Optional<PythonWeb> django(SourceTree tree, Requirements requirements) {
        return firstLine(tree, "manage.py", DJANGO, true).map(hit -> {
            var project = hit.group().replaceFirst("\\.settings.*", "");
            var evidence = new Evidence("manage.py", hit.line(), "a Django project '" + project + "'");
            return served("gunicorn", GUNICORN + project + ".wsgi", evidence, requirements);
        });
    }

    private static Optional<PythonWeb> application(SourceTree tree, Requirements requirements) {
        for (var file : programs(tree)) {
            var asgi = firstLine(tree, file, ASGI, false);
            if (asgi.isPresent()) {
                var evidence = new Evidence(
                        file,
                        asgi.get().line(),
                        "an ASGI application '" + asgi.get().group() + "'");
                return Optional.of(served(
                        "uvicorn",
                        UVICORN
                                + folder("--app-dir", file)
                                + target(file, asgi.get().group()),
                        evidence,
                        requirements));
            }
            var wsgi = firstLine(tree, file, WSGI, false);
            if (wsgi.isPresent()) {
                var evidence = new Evidence(
                        file,
                        wsgi.get().line(),
                        "a Flask application '" + wsgi.get().group() + "'");
                return Optional.of(served(
                        "gunicorn",
                        GUNICORN
                                + folder("--chdir", file)
                                + target(file, wsgi.get().group()),
                        evidence,
                        requirements));
            }
        }
        return factory(tree, requirements);
    }

    private static Optional<PythonWeb> factory(SourceTree tree, Requirements requirements) {
        for (var file : programs(tree)) {
            var hit = firstLine(tree, file, FACTORY, false);
            if (hit.isPresent() && tree.text(file).orElse("").contains("Flask(")) {
                var evidence = new Evidence(file, hit.get().line(), "a function that makes a Flask application");
                var target = "'" + target(file, hit.get().group() + "()") + "'";
                return Optional.of(
                        served("gunicorn", GUNICORN + folder("--chdir", file) + target, evidence, requirements));
            }
        }
        return Optional.empty();
    }

    private static Optional<PythonWeb> gunicornOnly(SourceTree tree, Requirements requirements) {
        if (!requirements.has("gunicorn")) {
            return Optional.empty();
        }
        for (var file : List.of("wsgi.py", "app.py", "application.py", "main.py")) {
            var hit = firstLine(tree, file, APPLICATION, false);
            if (hit.isPresent()) {
                var evidence = new Evidence(
                        file, hit.get().line(), "an application '" + hit.get().group() + "' for gunicorn");
                return Optional.of(
                        served("gunicorn", GUNICORN + target(file, hit.get().group()), evidence, requirements));
            }
        }
        return Optional.empty();
    }

    private static Optional<PythonWeb> program(SourceTree tree) {
        return PROGRAMS.stream()
                .filter(tree::has)
                .findFirst()
                .map(file -> new PythonWeb(
                        "python " + file,
                        List.of(new Evidence(file, null, "a program of this name is the web process")),
                        List.of(),
                        List.of()));
    }

    private static PythonWeb served(String server, String command, Evidence evidence, Requirements requirements) {
        if (requirements.has(server)) {
            return new PythonWeb(
                    command, List.of(evidence, requirements.packages().get(server)), List.of(), List.of());
        }
        var warning =
                server + " is not among the requirements and was installed, since the framework's own server is not"
                        + " for production; list it to choose its version";
        return new PythonWeb(command, List.of(evidence), List.of(server), List.of(warning));
    }

    /** The usual names at the top first, then what lies deeper. */
    private static List<String> programs(SourceTree tree) {
        var files = new ArrayList<>(
                tree.files(2).stream().filter(file -> file.endsWith(".py")).toList());
        files.sort(Comparator.comparingInt((String file) -> {
                    var usual = FIRST.indexOf(file);
                    return usual < 0 ? FIRST.size() : usual;
                })
                .thenComparingLong(file -> file.chars().filter(c -> c == '/').count())
                .thenComparing(Comparator.naturalOrder()));
        return files;
    }

    private static String folder(String option, String file) {
        return file.startsWith("src/") ? option + " src " : "";
    }

    private static String target(String file, String variable) {
        var module = file.replaceFirst("^src/", "")
                .replaceFirst("(/__init__)?\\.py$", "")
                .replace('/', '.');
        return module + ":" + variable;
    }

    private static Optional<Hit> firstLine(SourceTree tree, String file, Pattern pattern, boolean anywhere) {
        var number = 0;
        for (var line : tree.text(file).orElse("").lines().toList()) {
            number++;
            var match = pattern.matcher(line);
            if (anywhere ? match.find() : match.matches()) {
                return Optional.of(new Hit(number, match.group(1)));
            }
        }
        return Optional.empty();
    }

    private record Hit(int line, String group) {}
}
