package io.skerry.cli.local.postgres;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.local.program.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The database's files: made once, with a password for every way in. The hub's role owns its database and may make the
 * roles that its own pools use; it is no superuser.
 */
final class Cluster {

    private static final int PASSWORD_BYTES = 24;
    private static final String CURRENT_RIGHTS = "createdb";

    private final PostgresBinaries binaries;
    private final Path folder;
    private final Path secrets;

    Cluster(PostgresBinaries binaries, Path folder, Path secrets) {
        this.binaries = binaries;
        this.folder = folder;
        this.secrets = secrets;
    }

    /** The file with the password of the hub's role. */
    Path passwordFile() {
        return secrets.resolve("database-password");
    }

    /** Makes the files unless they are there; a making that was cut short is begun anew. */
    void make(String role, String database) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        var draft = folder.resolveSibling(folder.getFileName() + "-being-made");
        if (Files.exists(draft)) {
            Trees.delete(draft);
        }
        var superuser = secrets.resolve("database-superuser-password");
        PrivateFiles.write(superuser, password());
        var password = password();
        PrivateFiles.write(passwordFile(), password);
        run(
                List.of(
                        binaries.program("initdb").toString(),
                        "--pgdata=" + draft,
                        "--username=postgres",
                        "--auth=scram-sha-256",
                        "--pwfile=" + superuser,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"),
                "");
        // One backend without a network: the role's password passes through a pipe and nowhere else.
        run(
                List.of(binaries.program("postgres").toString(), "--single", "-D", draft.toString(), "postgres"),
                "CREATE ROLE " + role + " LOGIN CREATEROLE CREATEDB BYPASSRLS PASSWORD '" + password + "';\n"
                        + "CREATE DATABASE " + database + " OWNER " + role + ";\n");
        PrivateFiles.write(rights(), CURRENT_RIGHTS);
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets the role of files that an earlier Skerry made do what backups want: make databases. The server must be off. */
    void grant(String role) throws IOException {
        if (Files.exists(rights()) && PrivateFiles.read(rights()).equals(CURRENT_RIGHTS)) {
            return;
        }
        run(
                List.of(binaries.program("postgres").toString(), "--single", "-D", folder.toString(), "postgres"),
                "ALTER ROLE " + role + " CREATEDB;\n");
        PrivateFiles.write(rights(), CURRENT_RIGHTS);
    }

    private Path rights() {
        return secrets.resolve("database-rights");
    }

    private static void run(List<String> arguments, String input) throws IOException {
        var command = new ArrayList<>(ServerUser.prefix());
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            // The single backend goes on after a statement that fails, so its exit code alone says nothing.
            if (process.waitFor() != 0 || output.contains("ERROR:")) {
                throw new CliFault(
                        ExitCode.FAILED,
                        "the database cannot be made",
                        output.lines().map(line -> "| " + line).toList(),
                        "Check free room and permissions: ./skerry doctor");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFault.failed("interrupted", null);
        }
    }

    private static String password() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
