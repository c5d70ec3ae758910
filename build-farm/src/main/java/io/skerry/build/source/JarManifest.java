package io.skerry.build.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/**
 * What a jar that can be run says about itself.
 *
 * @param mainClass what {@code java -jar} starts
 * @param springBoot whether that is Spring Boot's launcher
 */
public record JarManifest(String mainClass, boolean springBoot) {

    private static final String PLACE = "META-INF/MANIFEST.MF";
    private static final int LARGEST = 1 << 20;

    /** Empty for what is no jar, and for one that names no main class. */
    public static Optional<JarManifest> of(Path file) {
        try {
            if (!Files.isRegularFile(file) || !ArchiveFormat.isZip(file)) {
                return Optional.empty();
            }
            try (var zip = new ZipFile(file.toFile())) {
                var entry = zip.getEntry(PLACE);
                return entry == null
                        ? Optional.empty()
                        : of(zip.getInputStream(entry).readNBytes(LARGEST));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<JarManifest> of(byte[] text) throws IOException {
        var attributes = new Manifest(new ByteArrayInputStream(text)).getMainAttributes();
        return Optional.ofNullable(attributes.getValue(Attributes.Name.MAIN_CLASS))
                .map(main -> new JarManifest(main, main.startsWith("org.springframework.boot.loader.")));
    }
}
