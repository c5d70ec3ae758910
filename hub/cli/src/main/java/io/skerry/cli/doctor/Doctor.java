package io.skerry.cli.doctor;

import io.skerry.cli.config.ContextFile;
import io.skerry.cli.config.UserFolders;
import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.local.port.LoopbackPort;
import io.skerry.cli.local.port.OwnPorts;
import io.skerry.cli.local.postgres.ServerUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at this machine. Changes nothing. */
public final class Doctor {

    private final LocalFolder folder;
    private final ContextFile contexts;
    private final Map<String, String> environment;

    /** A look for the sake of that data folder. */
    public Doctor(LocalFolder folder, ContextFile contexts, Map<String, String> environment) {
        this.folder = folder;
        this.contexts = contexts;
        this.environment = environment;
    }

    /** Everything there is to say. */
    public List<Finding> examine() {
        var findings = new ArrayList<Finding>();
        findings.add(machine());
        findings.add(java());
        findings.addAll(Tools.examine(environment));
        findings.add(Room.disk("data folder", folder.root()));
        findings.add(Room.disk("cache", UserFolders.cache(environment)));
        findings.add(Room.memory());
        findings.add(Room.privateFolder("data folder is private", folder.root()));
        findings.add(Room.privateFolder("sign-in is private", contexts.path()));
        findings.add(databaseUser());
        LocalBackups.examine(folder, environment, Instant.now()).ifPresent(findings::add);
        OwnPorts.of(folder).forEach((port, purpose) -> findings.add(port(port, purpose)));
        return findings;
    }

    private static Finding machine() {
        var machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        return machine.equals("Linux on amd64")
                ? Finding.sound("machine", machine)
                : Finding.broken(
                        "machine", machine, "./skerry up wants Linux on x86-64; the other words work anywhere.");
    }

    private static Finding java() {
        var version = Runtime.version();
        var found = version + " in " + System.getProperty("java.home");
        return version.feature() >= 25
                ? Finding.sound("JDK", found)
                : Finding.broken("JDK", found, "Install JDK 25, such as Eclipse Temurin (package temurin-25-jdk).");
    }

    private static Finding databaseUser() {
        if (!ServerUser.isRoot()) {
            return Finding.sound("database user", "an ordinary user");
        }
        return ServerUser.canMakeNamespace()
                ? Finding.sound("database user", "root, in a user namespace of its own")
                : Finding.broken(
                        "database user",
                        "root, and this machine makes no user namespaces; PostgreSQL refuses to run as root",
                        "Run ./skerry up as an ordinary user, or allow them: sysctl user.max_user_namespaces=10000");
    }

    private Finding port(int port, OwnPorts.Purpose purpose) {
        var what = "port " + port + " (" + purpose.text() + ")";
        if (LoopbackPort.isFree(port)) {
            return Finding.sound(what, "free");
        }
        var holder = LoopbackPort.holder(port).orElse("a process of another user");
        return OwnPorts.isUp(folder)
                ? Finding.sound(what, "taken by " + holder + "; Skerry is up")
                : Finding.broken(what, "taken by " + holder, "Free it, or " + purpose.way() + ".");
    }
}
