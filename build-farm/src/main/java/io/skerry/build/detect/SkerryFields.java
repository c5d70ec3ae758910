package io.skerry.build.detect;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds {@code skerry.yaml} to the fields there are: what is not known is named, never passed over. */
final class SkerryFields {

    private static final String FORM = "see the fields of skerry.yaml in the README of the build farm";
    private static final List<String> FIELDS =
            List.of("language", "versions", "build", "run", "release", "processes", "env");
    private static final List<String> MAPS = List.of("versions", "processes", "env");
    private static final Map<String, String> LATER =
            Map.of("ports", "leave it out; name the port when the component is made, with --port");
    private static final Map<String, String> SHORT = Map.of("run", "web", "release", "release");
    private static final Pattern PROCESS = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern RESERVED = Pattern.compile("PORT(_.*)?|SKERRY_.*");
    private static final int NEAR = 3;

    private SkerryFields() {}

    static void check(JsonLeaves yaml) throws BuildFailure {
        for (var place : yaml.places().entrySet()) {
            var parts = List.of(place.getKey().split("/", -1));
            if (parts.size() > 1) {
                check(parts.subList(1, parts.size()), place.getKey(), place.getValue(), yaml);
            } else if (yaml.at("").isPresent()) {
                throw wrong(place.getValue(), "holds no fields", FORM);
            }
        }
        for (var said : SHORT.entrySet()) {
            var field = yaml.at("/" + said.getKey());
            if (field.isPresent() && yaml.at("/processes/" + said.getValue()).isPresent()) {
                throw wrong(
                        field.get().line(),
                        "says the " + said.getValue() + " process twice, as '" + said.getKey() + "' and as 'processes."
                                + said.getValue() + "'",
                        "leave one of them out");
            }
        }
    }

    private static void check(List<String> path, String pointer, int line, JsonLeaves yaml) throws BuildFailure {
        var field = path.getFirst();
        if (LATER.containsKey(field)) {
            throw BuildFailure.notAvailableYet(
                    SkerryFile.FILE + " line " + line + ": '" + field + "'", LATER.getOrDefault(field, FORM));
        }
        if (!FIELDS.contains(field)) {
            throw BuildFailure.of(
                    ErrorCode.UNKNOWN_FIELD,
                    SkerryFile.FILE + " line " + line + ": there is no field '" + field + "'",
                    suggestion(field)
                                    .map(near -> "did you mean '" + near + "'? ")
                                    .orElse("") + "The fields are " + FIELDS);
        }
        var text = yaml.at(pointer)
                .filter(leaf -> path.size() > 1 || !leaf.value().isBlank())
                .isPresent();
        var map = MAPS.contains(field);
        if (path.size() == 1) {
            var arguments = field.equals("build") && !yaml.values(pointer).isEmpty();
            if (map ? text : !text && !arguments) {
                throw wrong(line, "'" + field + (map ? "' is no list of names with values" : "' is no text"), FORM);
            }
        } else if (path.size() > 2 || !text || !(map || field.equals("build"))) {
            throw wrong(line, "'" + String.join(".", path) + "' is no field with a text", FORM);
        } else if (map) {
            name(field, path.get(1), line);
        }
    }

    private static void name(String field, String name, int line) throws BuildFailure {
        if (!field.equals("env") && !PROCESS.matcher(name).matches()) {
            throw wrong(line, "'" + name + "' is no name", "use letters, digits, '-' and '_'");
        }
        if (field.equals("env") && !VARIABLE.matcher(name).matches()) {
            throw wrong(line, "'" + name + "' is no name of a variable", "use letters, digits and '_'");
        }
        if (field.equals("env") && RESERVED.matcher(name).matches()) {
            throw wrong(
                    line, "the variable '" + name + "' is the platform's own", "leave it out: instances are given it");
        }
    }

    private static BuildFailure wrong(int line, String what, String advice) {
        return BuildFailure.of(ErrorCode.INVALID_FIELD, SkerryFile.FILE + " line " + line + ": " + what, advice);
    }

    private static Optional<String> suggestion(String wrong) {
        return FIELDS.stream()
                .filter(field -> distance(wrong, field) < NEAR || field.startsWith(wrong) || wrong.startsWith(field))
                .min(Comparator.comparingInt(field -> distance(wrong, field)));
    }

    /** How many letters have to be put in, taken out or exchanged. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var above = row[j];
                var exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
