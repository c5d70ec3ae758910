package io.skerry.hub.api;

import io.skerry.model.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a problem document; for the advice and for filters that answer before any controller. */
public final class Problems {

    private Problems() {}

    /** The document of a refusal, members in reading order. */
    public static Map<String, Object> document(
            ErrorCode code, String detail, @Nullable String pointer, @Nullable String advice) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "urn:skerry:problem:" + code.text());
        members.put("title", title(code));
        members.put("status", code.status());
        members.put("code", code.text());
        members.put("detail", detail);
        if (pointer != null) {
            members.put("pointer", pointer);
        }
        if (advice != null) {
            members.put("advice", advice);
        }
        return members;
    }

    private static String title(ErrorCode code) {
        var words = code.text().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
