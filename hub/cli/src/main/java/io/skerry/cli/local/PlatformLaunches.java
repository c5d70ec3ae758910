package io.skerry.cli.local;

import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.local.port.PortPlan;
import io.skerry.cli.local.process.Launch;
import io.skerry.cli.local.process.LaunchRecord;
import io.skerry.cli.local.process.Signals;
import io.skerry.cli.local.program.Program;
import io.skerry.cli.local.program.Shelf;
import io.skerry.cli.local.program.Shelved;
import io.skerry.cli.local.program.StartCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each process of the platform is started: its program, and the settings it reads from its environment. */
final class PlatformLaunches {

    static final String HUB = "hub";
    private static final String AGENT = "-agent";
    private static final String GATEWAY = "-gateway";

    private static final String PASSWORD_FILE = "SKERRY_DATABASE_PASSWORD_FILE";

    /** A database of somebody else's; with the first of them none is started. */
    private static final List<String> OF_THE_DATABASE =
            List.of("SKERRY_DATABASE_URL", "SKERRY_DATABASE_USER", PASSWORD_FILE);

    /** Settings of agents that {@code up} itself has no word about. */
    private static final List<String> OF_AGENTS = List.of(
            "SKERRY_TOOL_PATH",
            "SKERRY_BUILDS",
            "SKERRY_BUILD_CACHE",
            "SKERRY_BUILD_DOWNLOADS",
            "SKERRY_BUILD_LOCAL_REPOSITORIES",
            "SKERRY_BUILD_MEMORY",
            "SKERRY_BUILD_PROCESSES",
            "SKERRY_BUILD_DISK",
            "SKERRY_BUILD_OUTPUT",
            "SKERRY_BUILD_TIME",
            "SKERRY_LOG_KEEP",
            "SKERRY_LOG_KEEP_AGE",
            "SKERRY_LOG_FREE",
            "SKERRY_LOG_RATE",
            "SKERRY_LOG_ARCHIVE",
            "SKERRY_LOG_ARCHIVE_AFTER");

    /** Settings of the hub's backups. */
    private static final List<String> OF_BACKUPS = List.of(
            "SKERRY_BACKUP_FOLDER",
            "SKERRY_BACKUP_AT",
            "SKERRY_BACKUP_KEEP",
            "SKERRY_BACKUP_KEEP_DAYS",
            "SKERRY_BACKUP_KEY_FILE",
            "SKERRY_BACKUP_PASSPHRASE_FILE");

    /** How much stays free on the hub's disks. */
    private static final List<String> OF_DISKS = List.of("SKERRY_DISK_FREE");

    private final LocalFolder folder;
    private final PortPlan ports;
    private final Path checkout;
    private final Shelf shelf;
    private final StartCache.Choice caches;
    private final Map<String, String> environment;

    PlatformLaunches(LocalFolder folder, PortPlan ports, Path checkout, Shelf shelf, Map<String, String> environment) {
        this.folder = folder;
        this.ports = ports;
        this.checkout = checkout;
        this.shelf = shelf;
        this.caches = new StartCache.Choice(environment);
        this.environment = environment;
    }

    /**
     * What this caller has set, but for what the processes of the folder were given when they were started: whoever starts them again for
     * another reason changes no setting of theirs.
     */
    static Map<String, String> asStarted(
            Map<String, String> environment, List<LaunchRecord> recorded, LocalFolder folder) {
        var settings = new HashMap<>(environment);
        for (var record : recorded) {
            var launch = record.launch();
            var names = new ArrayList<String>();
            if (launch.name().equals(HUB)) {
                names.addAll(OF_BACKUPS);
                names.addAll(OF_DISKS);
                names.addAll(OF_THE_DATABASE);
            } else if (launch.name().endsWith(AGENT)) {
                names.addAll(OF_AGENTS);
            }
            names.forEach(settings::remove);
            names.stream()
                    .filter(name -> launch.environment().containsKey(name))
                    .filter(name -> !OF_THE_DATABASE.contains(name) || !hasOwnDatabase(launch, folder))
                    .forEach(name -> settings.put(name, launch.environment().getOrDefault(name, "")));
        }
        return Map.copyOf(settings);
    }

    /** Whether the hub's database is the folder's own, which nobody has chosen. */
    private static boolean hasOwnDatabase(Launch hub, LocalFolder folder) {
        var password = hub.environment().get(PASSWORD_FILE);
        return password != null && Path.of(password).startsWith(folder.secrets());
    }

    /** The process name of a data center's agent. */
    static String agentName(String dataCenter) {
        return dataCenter + AGENT;
    }

    /** The process name of a data center's gateway. */
    static String gatewayName(String dataCenter) {
        return dataCenter + GATEWAY;
    }

    /** Where the hub's first start writes the administrator's password and token. */
    Path bootstrapFile() {
        return folder.secrets().resolve("bootstrap.json");
    }

    /** Where the agent of that data center finds its one-use token. */
    Path enrolTokenFile(String dataCenter) {
        return folder.secrets().resolve(dataCenter + "-enrol-token");
    }

    /** The database that whoever calls {@code up} has chosen; empty if none is. */
    Map<String, String> givenDatabase() {
        return environment.containsKey(OF_THE_DATABASE.getFirst()) ? ownersWish(OF_THE_DATABASE) : Map.of();
    }

    /** The hub's program, put aside. */
    Shelved hubProgram() {
        return shelf.take(Program.HUB, checkout);
    }

    Launch hub(Map<String, String> database) {
        var settings = ownersWish(OF_BACKUPS);
        settings.putAll(ownersWish(OF_DISKS));
        settings.putAll(database);
        settings.put("SKERRY_DATA", folder.hub().toString());
        settings.put("SKERRY_HUB_PORT", Integer.toString(ports.hub()));
        settings.put("SKERRY_HUB_LINK_PORT", Integer.toString(ports.link()));
        settings.put("SKERRY_BOOTSTRAP_FILE", bootstrapFile().toString());
        return launch(HUB, Program.HUB, settings);
    }

    Launch agent(String dataCenter) {
        var settings = ownersWish(OF_AGENTS);
        settings.put("SKERRY_DATA", folder.dataCenter(dataCenter).toString());
        settings.put("SKERRY_DC", dataCenter);
        settings.put("SKERRY_HUB_LINK", "127.0.0.1:" + ports.link());
        settings.put("SKERRY_ENROL_TOKEN_FILE", enrolTokenFile(dataCenter).toString());
        settings.put("SKERRY_PORTS", ports.slice(dataCenter));
        settings.put("SKERRY_GATEWAY_URLS", "http://127.0.0.1:" + ports.gateway(dataCenter));
        return launch(agentName(dataCenter), Program.AGENT, settings);
    }

    Launch gateway(String dataCenter) {
        return launch(
                gatewayName(dataCenter),
                Program.GATEWAY,
                Map.of(
                        "SKERRY_DATA", folder.dataCenter(dataCenter).toString(),
                        "SKERRY_DC", dataCenter,
                        "SKERRY_GATEWAY_PORT", Integer.toString(ports.gateway(dataCenter))));
    }

    /** What whoever calls {@code up} has set of these. */
    private Map<String, String> ownersWish(List<String> names) {
        var set = new HashMap<String, String>();
        names.forEach(name -> {
            var value = environment.get(name);
            if (value != null) {
                set.put(name, value);
            }
        });
        return set;
    }

    private Launch launch(String name, Program program, Map<String, String> settings) {
        var shelved = shelf.take(program, checkout);
        var cache = caches.of(shelved);
        return new Launch(name, shelved.command(cache, List.of()), settings, cache.learns(), Signals.TERM);
    }
}
