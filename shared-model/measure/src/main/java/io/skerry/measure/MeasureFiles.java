package io.skerry.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where an endpoint is and who may ask it, in a folder of its process: {@code metrics.targets.json} as Prometheus' {@code file_sd_configs}
 * reads it, {@code metrics.token} as its {@code credentials_file}. The token stays over restarts, the port need not.
 */
public record MeasureFiles(Path folder) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TOKEN_BYTES = 32;
    private static final String HOST = "127.0.0.1:";

    /** Where to scrape. */
    public Path targets() {
        return folder.resolve("metrics.targets.json");
    }

    /** What to show there. */
    public Path token() {
        return folder.resolve("metrics.token");
    }

    /** The token, made if there is none. */
    String keepToken() throws IOException {
        var kept = readToken();
        if (kept.isPresent()) {
            return kept.get();
        }
        var random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        var made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        write(token(), made.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return made;
    }

    /** Says where the endpoint is. */
    void publish(int port, Map<String, String> labels) throws IOException {
        write(targets(), JSON.writeValueAsBytes(List.of(new Target(List.of(HOST + port), labels))));
    }

    /** The token, if an endpoint was ever opened here. */
    Optional<String> readToken() throws IOException {
        try {
            return Optional.of(Files.readString(token()).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** {@code host:port}, if an endpoint was ever opened here. */
    Optional<String> readTarget() throws IOException {
        try {
            var target = JSON.readTree(Files.readAllBytes(targets())).at("/0/targets/0");
            return target.isString() ? Optional.of(target.asString()) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new IOException(targets() + " is not what an endpoint writes", e);
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(folder);
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As Prometheus reads it. */
    private record Target(List<String> targets, Map<String, String> labels) {}
}
