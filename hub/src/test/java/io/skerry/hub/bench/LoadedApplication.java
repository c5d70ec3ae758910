package io.skerry.hub.bench;

import io.skerry.hub.endtoend.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The application under load, of which there can be any number of versions. */
final class LoadedApplication {

    static final String TENANT = "acme";
    static final String NAME = "shop";

    private final Installation skerry;
    private final Path source;
    private final Ledger ledger;

    LoadedApplication(Installation skerry, Path folder, Ledger ledger) throws IOException {
        this.skerry = skerry;
        this.source = Files.createDirectory(folder.resolve("source"));
        this.ledger = ledger;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Deploys that version to all data centers; returns its addresses once it serves. */
    List<String> deploy(String version) throws IOException, InterruptedException {
        try (var app = Objects.requireNonNull(LoadedApplication.class.getResourceAsStream("/bench/app.py"))) {
            Files.copy(app, source.resolve("app.py"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(source.resolve("version"), version);
        Files.writeString(source.resolve("Procfile"), "web: python3 app.py\n");
        var ledgers = "LEDGER=" + ledger.folder();
        var said = skerry.succeed(about("deploy", source.toString(), "--env", ledgers, "-o", "json"));
        var urls = new ArrayList<String>();
        said.json().at("/urls/web").forEach(site -> urls.add(site.get(0).asString()));
        return urls;
    }

    void rollBack(int release) throws IOException, InterruptedException {
        skerry.succeed(about("rollback", String.valueOf(release)));
    }

    /** Returns once so many are ready in each data center. */
    void scale(int instances) throws IOException, InterruptedException {
        skerry.succeed(about("scale", "web=" + instances));
    }

    private static String[] about(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--tenant", TENANT, "--app", NAME));
        return all.toArray(String[]::new);
    }
}
