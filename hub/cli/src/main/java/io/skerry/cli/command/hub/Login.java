package io.skerry.cli.command.hub;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.Session;
import io.skerry.cli.config.HubContext;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code login}: a token for this computer, kept in the user's configuration. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description =
                "Sign in to a hub and make it the one in use. The password is exchanged for a token, and not kept.")
public final class Login implements Callable<Integer> {

    private static final int LONGEST_NAME = 40;

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:7080",
            description = "The hub's address; the one on this machine if absent.")
    private String url = "";

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            defaultValue = "admin",
            description = "As whom; admin if absent.")
    private String user = "admin";

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean passwordFromInput;

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            defaultValue = "30d",
            description = "How long the token is good; 30d if absent.")
    private String expiresIn = "30d";

    /** The word, for that session. */
    public Login(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = new HubClient(new HubContext(url, user, null));
        var cookie = hub.signIn(Paths.SESSIONS, Json.object().put("user", user).put("password", password()))
                .cookie();
        var wanted = Json.object().put("name", tokenName());
        wanted.putObject("spec").put("expiresIn", expiresIn);
        var secret =
                Json.text(hub.withCookie("POST", Paths.TOKENS, cookie, wanted).body(), "secret");
        hub.withCookie("DELETE", Paths.SESSIONS + "/current", cookie, Json.object());
        session.contexts().use(new HubContext(url, user, secret));
        session.console().err().println("Signed in to " + hub.url() + " as " + user + ".");
        return 0;
    }

    private String password() {
        if (passwordFromInput) {
            try {
                var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                return line == null ? "" : line;
            } catch (IOException e) {
                throw CliFault.failed("cannot read the password: " + e.getMessage(), null);
            }
        }
        var terminal = Objects.requireNonNull(System.console(), "Java has had one always since 22");
        if (!terminal.isTerminal()) {
            throw new CliFault(
                    ExitCode.USAGE,
                    "there is no terminal to ask for the password",
                    "Pipe it in with --password-stdin.");
        }
        var typed = terminal.readPassword("Password of %s: ", user);
        return typed == null ? "" : new String(typed);
    }

    /** Says on which computer the token lives, and is another one at each sign-in. */
    private String tokenName() {
        var host = "computer";
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The name only helps people; any will do.
        }
        var label = host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        var cut = label.substring(0, Math.min(LONGEST_NAME, label.length())).replaceAll("-$", "");
        return "cli-" + (cut.isEmpty() ? "computer" : cut) + "-"
                + Long.toString(session.console().clock().millis(), Character.MAX_RADIX);
    }
}
