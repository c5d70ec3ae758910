package io.skerry.model.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The certificate authorities that a machine trusts, where its distribution keeps them. */
public final class MachineAuthorities {

    private static final List<Path> PLACES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"));

    private MachineAuthorities() {}

    /** The file of them all, as PEM; empty if this machine has none. */
    public static Optional<Path> file() {
        return PLACES.stream().filter(Files::isReadable).findFirst();
    }
}
