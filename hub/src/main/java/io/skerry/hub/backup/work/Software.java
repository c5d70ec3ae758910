package io.skerry.hub.backup.work;

import io.skerry.hub.HubSettings;
import io.skerry.hub.backup.archive.MeasuringOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which hub this is.
 *
 * @param build sha-256 of its jar, absent where it was not packaged
 */
record Software(String version, @Nullable String build) {

    static Software own() throws IOException {
        var version = HubSettings.class.getPackage().getImplementationVersion();
        return new Software(version == null ? "(not packaged)" : version, digest());
    }

    private static @Nullable String digest() throws IOException {
        var source = HubSettings.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            var jar = Path.of(source.getLocation().toURI());
            if (!Files.isRegularFile(jar)) {
                return null;
            }
            var measure = new MeasuringOutput(OutputStream.nullOutputStream());
            Files.copy(jar, measure);
            return measure.measured().sha256();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
