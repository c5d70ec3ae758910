package io.skerry.cli.local;

import io.skerry.cli.local.folder.LocalFolder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} was asked for.
 *
 * @param checkout where the built programs are
 * @param dataCenters those that are to run besides the ones that are there; none at the first start: one called local
 * @param hubPort absent: as before, or the usual one
 * @param linkPort absent: as before, or the usual one
 */
public record UpRequest(
        LocalFolder folder,
        Path checkout,
        List<String> dataCenters,
        @Nullable Integer hubPort,
        @Nullable Integer linkPort) {

    public UpRequest {
        dataCenters = List.copyOf(dataCenters);
    }
}
