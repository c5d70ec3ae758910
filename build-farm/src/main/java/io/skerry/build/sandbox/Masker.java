package io.skerry.build.sandbox;

import io.skerry.model.build.ToolConfiguration;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes secrets out of lines: the known ones, plain and in the usual encodings, and whatever stands before the @ of a URL. */
public final class Masker {

    static final String MASK = "****";

    private static final int SHORTEST = 4;
    private static final Pattern URL_CREDENTIALS = Pattern.compile("(?<=://)[^/\\s@'\"]+(?=@)");

    private final List<String> forms;

    /** Masks what is secret in the tools' settings. */
    public static Masker of(ToolConfiguration configuration) {
        return new Masker(Secrets.of(configuration));
    }

    /** @param secrets plain; those shorter than four characters would hide half of every line and stay */
    Masker(Collection<String> secrets) {
        forms = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(Masker::forms)
                .filter(form -> form.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The line without secrets. */
    public String mask(String line) {
        var masked = line;
        for (var form : forms) {
            masked = masked.replace(form, MASK);
        }
        return URL_CREDENTIALS.matcher(masked).replaceAll(MASK);
    }

    /** How long the longest form of a secret is, for those who cut lines. */
    int longest() {
        return forms.isEmpty() ? 0 : forms.getFirst().length();
    }

    private static Stream<String> forms(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        var hex = HexFormat.of().formatHex(bytes);
        return Stream.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                hex,
                hex.toUpperCase(Locale.ROOT));
    }
}
