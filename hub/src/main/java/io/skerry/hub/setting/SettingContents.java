package io.skerry.hub.setting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skerry.hub.api.HubException;
import io.skerry.hub.keys.Wrapping;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.setting.SettingSpec;
import io.skerry.model.setting.SettingValue;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Between what is written and read of a setting, and what it holds. */
@Component
class SettingContents {

    private final Wrapping wrapping;

    SettingContents(Wrapping wrapping) {
        this.wrapping = wrapping;
    }

    /** What the setting shows of what it holds. */
    SettingSpec described(ToolConfiguration content) {
        return new SettingSpec(
                described(content.files()), described(content.environment()), described(content.certificates()));
    }

    private Map<String, SettingValue> described(Map<String, String> contents) {
        var values = new TreeMap<String, SettingValue>();
        contents.forEach((name, content) -> values.put(name, value(content)));
        return values;
    }

    private @Nullable SettingValue described(@Nullable String content) {
        return content == null ? null : value(content);
    }

    private SettingValue value(String content) {
        var bytes = content.getBytes(UTF_8);
        return new SettingValue(null, wrapping.fingerprint(bytes), (long) bytes.length);
    }

    /** Whether the spec leaves anything of what is held as it is. */
    static boolean leavesSomething(SettingSpec spec) {
        var values = new ArrayList<SettingValue>();
        Stream.of(spec.files(), spec.environment())
                .filter(Objects::nonNull)
                .forEach(map -> values.addAll(map.values()));
        if (spec.certificates() != null) {
            values.add(spec.certificates());
        }
        return values.stream().anyMatch(value -> value.content() == null);
    }

    /**
     * What it holds once the spec is stored: what the spec brings, and what it names by the fingerprint it was shown.
     *
     * @throws HubException with a pointer, if a fingerprint is not that of what is held, or certificates cannot be read
     */
    ToolConfiguration merged(ToolConfiguration before, SettingSpec after) {
        var certificates = after.certificates() == null
                ? null
                : merged(before.certificates(), after.certificates(), "/certificates");
        if (certificates != null) {
            requireCertificates(certificates);
        }
        return new ToolConfiguration(
                merged(before.files(), after.files(), "files"),
                merged(before.environment(), after.environment(), "environment"),
                certificates);
    }

    private Map<String, String> merged(
            Map<String, String> before, @Nullable Map<String, SettingValue> after, String field) {
        var contents = new TreeMap<String, String>();
        Objects.requireNonNullElse(after, Map.<String, SettingValue>of())
                .forEach((name, value) ->
                        contents.put(name, merged(before.get(name), value, SettingNames.pointer(field, name))));
        return contents;
    }

    private String merged(@Nullable String before, SettingValue after, String pointer) {
        if (after.content() != null) {
            return after.content();
        }
        if (before == null || !wrapping.fingerprint(before.getBytes(UTF_8)).equals(after.fingerprint())) {
            throw HubException.at(
                    ErrorCode.INVALID_FIELD,
                    pointer + "/fingerprint",
                    "Nothing with this fingerprint is held here.",
                    "Give the content; a fingerprint only says to leave what is held as it is.");
        }
        return before;
    }

    private static void requireCertificates(String pem) {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(UTF_8)));
            if (!found.isEmpty()) {
                return;
            }
        } catch (CertificateException e) {
            // said below, as well as when there is none
        }
        throw HubException.invalid(
                "/certificates/content", "These are no certificates in PEM form (-----BEGIN CERTIFICATE----- …).");
    }
}
