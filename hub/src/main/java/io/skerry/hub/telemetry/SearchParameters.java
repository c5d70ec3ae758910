package io.skerry.hub.telemetry;

import io.skerry.hub.api.HubException;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.log.LogLevel;
import io.skerry.model.log.LogMatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a line must be like, as a request says it.
 *
 * @param grep a text in it
 * @param regex a regular expression found in it
 * @param field each {@code name=value}
 * @param level the least grave one
 */
record SearchParameters(
        @Nullable String grep,
        @Nullable String regex,
        @Nullable List<String> field,
        @Nullable String level) {

    /** Those of a request; a field's value may hold commas, so nothing is split. */
    static SearchParameters of(MultiValueMap<String, String> all) {
        return new SearchParameters(
                all.getFirst("grep"), all.getFirst("regex"), all.get("field"), all.getFirst("level"));
    }

    /** Null where nothing is said. */
    @Nullable
    LogMatch match() {
        if (grep == null && regex == null && field == null && level == null) {
            return null;
        }
        return new LogMatch(grep, regex, field == null ? null : fields(field), level == null ? null : grade(level));
    }

    private static Map<String, String> fields(List<String> pairs) {
        var fields = new HashMap<String, String>();
        for (var pair : pairs) {
            int at = pair.indexOf('=');
            if (at < 1) {
                throw refused("field", pair, "Write name=value, or a path: http.status=500.");
            }
            if (fields.put(pair.substring(0, at), pair.substring(at + 1)) != null) {
                throw refused("field", pair, "Name each field once.");
            }
        }
        return fields;
    }

    private static LogLevel grade(String word) {
        return LogLevel.of(word)
                .orElseThrow(() -> refused("level", word, "Write trace, debug, info, warn, error or fatal."));
    }

    private static HubException refused(String name, String value, String advice) {
        return HubException.of(ErrorCode.MALFORMED, "'" + value + "' is no value of '" + name + "'.", advice);
    }
}
