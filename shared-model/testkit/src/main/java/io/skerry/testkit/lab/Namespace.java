package io.skerry.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A network of its own for processes, joined to the machine's by one cable. Each direction of the cable can be cut: packets vanish there, and
 * nobody is told. Needs root and iproute2.
 */
public final class Namespace implements AutoCloseable {

    private static final Pattern OURS = Pattern.compile("skl(\\d+)x\\d+");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int NETS = 60;
    private static final int OF_A_NET = 4;

    private final String name;
    private final String cable;
    private final int net;

    private Namespace(String name, int net) {
        this.name = name;
        this.cable = "v" + name;
        this.net = net;
    }

    /**
     * Makes one, and takes away what test runs left that were killed.
     *
     * @throws IllegalStateException if it cannot be made: without it a test would cut nothing
     */
    public static Namespace open() {
        sweep();
        var pid = ProcessHandle.current().pid();
        var made = new Namespace("skl" + pid + "x" + COUNT.incrementAndGet(), freeNet());
        try {
            made.connect();
        } catch (IllegalStateException e) {
            made.close();
            throw e;
        }
        return made;
    }

    private void connect() {
        run("ip", "netns", "add", name);
        run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name);
        run("ip", "addr", "add", address(1) + "/30", "dev", cable);
        run("ip", "link", "set", cable, "up");
        run("ip", "-n", name, "addr", "add", address(2) + "/30", "dev", "eth0");
        run("ip", "-n", name, "link", "set", "eth0", "up");
        run("ip", "-n", name, "link", "set", "lo", "up");
    }

    /** The machine, as processes in here see it. */
    public InetAddress machine() {
        try {
            return InetAddress.getByName(address(1));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a command begins with that is to run in here. */
    public List<String> entering() {
        return List.of("ip", "netns", "exec", name);
    }

    /** From now on nothing comes in. */
    public void cutIn() {
        run("tc", "qdisc", "add", "dev", cable, "root", "pfifo", "limit", "0");
    }

    /** From now on nothing goes out. */
    public void cutOut() {
        run("ip", "netns", "exec", name, "tc", "qdisc", "add", "dev", "eth0", "root", "pfifo", "limit", "0");
    }

    /** Ends {@link #cutIn}. */
    public void healIn() {
        run("tc", "qdisc", "del", "dev", cable, "root");
    }

    /** Ends {@link #cutOut}. */
    public void healOut() {
        run("ip", "netns", "exec", name, "tc", "qdisc", "del", "dev", "eth0", "root");
    }

    /** Kills what runs in here and takes it away; the cable goes with it. */
    @Override
    public void close() {
        remove(name);
    }

    private String address(int host) {
        return "10.203." + net / NETS + "." + (net % NETS * OF_A_NET + host);
    }

    private static int freeNet() {
        var taken = run("ip", "-4", "addr", "show");
        for (var net = 0; net < NETS * OF_A_NET; net++) {
            if (!taken.contains("inet " + new Namespace("", net).address(1) + "/")) {
                return net;
            }
        }
        throw new IllegalStateException("no network is free for a test");
    }

    private static void sweep() {
        for (var line : run("ip", "netns", "list").split("\n", -1)) {
            var found = OURS.matcher(line.split(" ", 2)[0]);
            if (found.matches()
                    && ProcessHandle.of(Long.parseLong(found.group(1))).isEmpty()) {
                remove(found.group());
            }
        }
    }

    private static void remove(String name) {
        run("ip", "netns", "pids", name)
                .lines()
                .map(String::strip)
                .filter(pid -> !pid.isEmpty())
                .forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
        run("ip", "netns", "del", name);
    }

    private static String run(String... command) {
        try {
            var process = new ProcessBuilder(new ArrayList<>(Arrays.asList(command)))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said + " (this needs root)");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("iproute2 is needed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
