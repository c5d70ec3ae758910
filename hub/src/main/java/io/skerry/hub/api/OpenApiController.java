package io.skerry.hub.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the checked-in description of the API. */
@RestController
class OpenApiController {

    private static final String FILE = "/api/openapi.json";

    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<byte[]> description() {
        try (var file = OpenApiController.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
