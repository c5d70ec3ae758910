package io.skerry.edge.runtime.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Renders the script an instance starts by: its environment, its folder, its command. The environment goes by this file, which only the
 * instance's user can read: arguments are seen by everybody on the machine, and the wrapper, which may run as root, must not have it.
 */
final class StartScript {

    private static final Pattern NEEDS_A_SHELL = Pattern.compile("[;&|()<>{}\\n]");
    private static final Set<String> BUILT_IN = Set.of(
            "cd", "export", "set", "unset", "exec", ".", "source", "if", "for", "while", "until", "case", "eval",
            "ulimit", "umask", "trap", "test", "[", "!", "alias", "read", "wait");

    private StartScript() {}

    /** With arguments the script runs those instead of the instance's own command. */
    static String render(Map<String, String> environment, Path folder, List<String> command) {
        var exports = new TreeMap<>(environment)
                .entrySet().stream()
                        .map(entry -> "export " + entry.getKey() + "=" + quote(entry.getValue()))
                        .collect(Collectors.joining("\n"));
        var main = command.stream().map(StartScript::quote).collect(Collectors.joining(" "));
        return exports + "\ncd -- " + quote(folder.toString())
                + " || exit 127\nunset OLDPWD\n[ $# -eq 0 ] || exec \"$@\"\nexec " + main + "\n";
    }

    /** The command that runs a shell line; a plain one is handed the process, so that a signal to it meets no shell in between. */
    static List<String> shell(String line) {
        var plain = line.strip();
        var first = plain.split("\\s", 2)[0];
        var handOver = !NEEDS_A_SHELL.matcher(plain).find() && !first.contains("=") && !BUILT_IN.contains(first);
        return List.of("/bin/sh", "-c", handOver ? "exec " + plain : plain);
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
