package io.skerry.model.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The certificate authorities that a machine trusts, where its distribution keeps them. */
public final class MachineAuthorities {

    private static final List<Path> PLACES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"));

    /** Where whoever runs the machine adds their own. */
    private static final List<Path> ADDED =
            List.of(Path.of("/usr/local/share/ca-certificates"), Path.of("/etc/pki/ca-trust/source/anchors"));

    private MachineAuthorities() {}

    /** The file of them all, as PEM; empty if this machine has none. */
    public static Optional<Path> file() {
        return PLACES.stream().filter(MachineAuthorities::isFilled).findFirst();
    }

    /** The files that were added on this machine to what its distribution brings. */
    public static List<Path> added() {
        return ADDED.stream().flatMap(MachineAuthorities::files).toList();
    }

    private static boolean isFilled(Path file) {
        try {
            return Files.isReadable(file) && Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isReadable).sorted().toList().stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }
}
