package io.skerry.cli.local;

import io.skerry.cli.config.ContextFile;
import io.skerry.cli.config.HubContext;
import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The way into the hub that runs here. Its first start leaves a password and a token in a file; the token is kept in the
 * data folder and handed to the user's command line, the password is shown once.
 */
final class Admission {

    private final Path bootstrapFile;
    private final Path tokenFile;
    private final ContextFile contexts;
    private final String url;

    Admission(LocalFolder folder, Path bootstrapFile, ContextFile contexts, String url) {
        this.bootstrapFile = bootstrapFile;
        this.tokenFile = folder.secrets().resolve("operator-token");
        this.contexts = contexts;
        this.url = url;
    }

    /** What the first start said, as long as it was not shown. */
    Optional<FirstSignIn> firstSignIn() throws IOException {
        if (!Files.exists(bootstrapFile)) {
            return Optional.empty();
        }
        var tree = Json.read(Files.readAllBytes(bootstrapFile));
        return Optional.of(
                new FirstSignIn(Json.text(tree, "user"), Json.text(tree, "password"), Json.text(tree, "token")));
    }

    /** Signs the command line in and returns the context, without a token if there is none to be had. */
    HubContext admit() throws IOException {
        var first = firstSignIn();
        if (first.isPresent()) {
            PrivateFiles.write(tokenFile, first.get().token() + "\n");
        }
        var known = contexts.find(url);
        var user = first.map(FirstSignIn::user)
                .or(() -> known.map(HubContext::user))
                .orElse(null);
        var token = Files.exists(tokenFile)
                ? PrivateFiles.read(tokenFile)
                : known.map(HubContext::token).orElse(null);
        var context = new HubContext(url, user, token);
        contexts.use(context);
        return context;
    }

    /** The password was shown; nothing here knows it any longer. */
    void forgetPassword() throws IOException {
        Files.deleteIfExists(bootstrapFile);
    }

    /** What the hub's first start wrote. */
    record FirstSignIn(String user, String password, String token) {

        @Override
        public String toString() {
            return "FirstSignIn[" + user + "]";
        }
    }
}
