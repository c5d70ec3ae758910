package io.skerry.cli.api;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Json;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** Turns a problem document into what the user reads. */
final class Problem {

    private static final String SIGN_IN = "Sign in with: skerry login";

    private Problem() {}

    /** The fault behind an answer of that status; the body may be anything, an answer may come from a proxy. */
    static CliFault fault(int status, byte[] body) {
        var problem = parse(body);
        var details = new ArrayList<String>();
        var pointer = Json.text(problem, "pointer");
        if (!pointer.isEmpty()) {
            details.add("at " + pointer);
        }
        for (var error : problem.path("errors").values()) {
            details.add("at " + Json.text(error, "pointer") + ": " + Json.text(error, "detail"));
        }
        var advice = Json.text(problem, "advice");
        if (advice.isEmpty() && status == 401) {
            advice = SIGN_IN;
        }
        return new CliFault(exitCode(status), sentence(problem, status), details, advice.isEmpty() ? null : advice);
    }

    private static String sentence(JsonNode problem, int status) {
        var detail = Json.text(problem, "detail");
        var title = Json.text(problem, "title");
        if (!detail.isEmpty()) {
            return detail;
        }
        return title.isEmpty() ? "the hub answered with status " + status : title;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.read(body);
        } catch (CliFault e) {
            return Json.object();
        }
    }

    private static ExitCode exitCode(int status) {
        return switch (status) {
            case 401 -> ExitCode.NOT_SIGNED_IN;
            case 403 -> ExitCode.REFUSED;
            case 404, 410 -> ExitCode.NOT_FOUND;
            case 409, 412, 428 -> ExitCode.CONFLICT;
            case 400, 405, 406, 413, 415, 422 -> ExitCode.USAGE;
            case 502, 503 -> ExitCode.UNREACHABLE;
            case 504 -> ExitCode.TIMED_OUT;
            default -> ExitCode.FAILED;
        };
    }
}
