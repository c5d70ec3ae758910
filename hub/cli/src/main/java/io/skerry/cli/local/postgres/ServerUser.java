package io.skerry.cli.local.postgres;

import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.util.List;

/** PostgreSQL refuses to run as root. Root starts it in a user namespace of its own, where it is nobody in particular. */
public final class ServerUser {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private ServerUser() {}

    /** What comes before the command: nothing for ordinary users. */
    static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        if (!canMakeNamespace()) {
            throw CliFault.failed(
                    "PostgreSQL does not run as root, and this machine makes no user namespaces",
                    "Run ./skerry up as an ordinary user, or allow user namespaces (sysctl user.max_user_namespaces).");
        }
        return NAMESPACE;
    }

    /** Whether this process is root. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Whether {@code unshare -U} works here. */
    public static boolean canMakeNamespace() {
        try {
            return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
