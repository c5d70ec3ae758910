package io.skerry.hub.access;

import io.skerry.hub.HubSettings;
import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.quantity.TimeSpan;
import io.skerry.model.resource.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Makes the administrator when there is no user yet, before the first request is answered, and says the one-time password once. */
@Component
class FirstStart implements SmartInitializingSingleton {

    private static final String ADMINISTRATOR = "admin";

    private final Resources resources;
    private final People people;
    private final Database database;
    private final @Nullable Path file;

    FirstStart(Resources resources, People people, Database database, HubSettings settings) {
        this.resources = resources;
        this.people = people;
        this.database = database;
        this.file = settings.bootstrapFile();
    }

    @Override
    public void afterSingletonsInstantiated() {
        database.platform(() -> {
            if (resources.all(Place.platform(Kind.USER)).isEmpty()) {
                begin();
            }
            return true;
        });
    }

    private void begin() {
        var spec = Json.tree(new UserSpec("Administrator", true));
        var user = resources.create(Caller.PLATFORM, Place.platform(Kind.USER), ADMINISTRATOR, Map.of(), spec);
        var password = Secrets.password();
        people.setPassword(Caller.PLATFORM, user, password);
        if (file == null) {
            System.out.println("First start: sign in as " + ADMINISTRATOR + " with " + password + " (shown this once)");
            return;
        }
        var token = people.createToken(People.caller(user), "first-start", new TokenSpec(null, new TimeSpan("365d")));
        write(file, Json.bytes(Map.of("user", ADMINISTRATOR, "password", password, "token", token.secret())));
    }

    private static void write(Path file, byte[] content) {
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            // Whoever waits for the file must not find half of it.
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            try (var channel = Files.newByteChannel(
                    draft, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
                channel.write(java.nio.ByteBuffer.wrap(content));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("SKERRY_BOOTSTRAP_FILE cannot be written", e);
        }
    }
}
