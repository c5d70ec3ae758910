package io.skerry.cli.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Stands in for hub, agent and gateway by the settings it is given: as much of each as {@code up} looks at. JDK only, so
 * that it fits a jar of its own.
 */
public final class StandIn {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Pattern DATA_CENTER = Pattern.compile("/api/v1/data-centers/([a-z0-9]+)(:enrol)?");
    private static final Pattern NAME = Pattern.compile("\"name\":\"([a-z0-9]+)\"");

    private final Map<String, String> settings;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> linked = ConcurrentHashMap.newKeySet();

    private StandIn(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Runs until it is asked to end. */
    public static void main(String[] args) throws IOException {
        var me = new StandIn(System.getenv());
        if (me.settings.containsKey("SKERRY_HUB_PORT")) {
            me.hub();
        } else if (me.settings.containsKey("SKERRY_GATEWAY_PORT")) {
            me.gateway();
        } else {
            me.agent();
        }
    }

    private void hub() throws IOException {
        var data = Files.createDirectories(Path.of(settings.get("SKERRY_DATA")));
        if (!Files.exists(data.resolve("begun"))) {
            Files.writeString(
                    Path.of(settings.get("SKERRY_BOOTSTRAP_FILE")),
                    "{\"user\":\"admin\",\"password\":\"once-only\",\"token\":\"skp_first\"}");
            Files.createFile(data.resolve("begun"));
        }
        var server = HttpServer.create(new InetSocketAddress(LOOPBACK, port("SKERRY_HUB_PORT")), 0);
        server.createContext("/", this::answer);
        server.start();
        try (var link = new ServerSocket(port("SKERRY_HUB_LINK_PORT"), 0, LOOPBACK)) {
            while (true) {
                try (var agent = link.accept();
                        var in = new BufferedReader(
                                new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8))) {
                    var name = in.readLine();
                    known.add(name);
                    linked.add(name);
                }
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var one = DATA_CENTER.matcher(path);
            if (path.equals("/everything")) {
                hold();
                say(exchange, 200, "{}");
            } else if (path.equals("/api/v1/data-centers")) {
                var name = NAME.matcher(body);
                if (name.find()) {
                    known.add(name.group(1));
                }
                say(exchange, 201, "{}");
            } else if (one.matches() && one.group(2) != null) {
                say(exchange, 201, "{\"token\":\"enrol-" + one.group(1) + "\"}");
            } else if (one.matches()) {
                var state = linked.contains(one.group(1)) ? "current" : "never";
                say(
                        exchange,
                        known.contains(one.group(1)) ? 200 : 404,
                        "{\"status\":{\"link\":{\"state\":\"" + state + "\"}}}");
            } else {
                say(exchange, 200, "{\"status\":\"ready\"}");
            }
        }
    }

    /** As much as somebody asks a hub without limits to hold. */
    private static void hold() {
        var held = new ArrayList<byte[]>();
        try {
            while (held.size() < Integer.MAX_VALUE) {
                held.add(new byte[16 << 20]);
            }
        } catch (OutOfMemoryError e) {
            // As a server's threads do: they log it and go on, with whatever is broken now.
            held.clear();
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void agent() throws IOException {
        var hub = settings.get("SKERRY_HUB_LINK").split(":", -1);
        while (true) {
            try (var link = new Socket(hub[0], Integer.parseInt(hub[1]))) {
                link.getOutputStream().write((settings.get("SKERRY_DC") + "\n").getBytes(StandardCharsets.UTF_8));
                link.getOutputStream().flush();
                // The hub closes once it has read; the agent stays.
                link.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The hub is away or somebody else has its port, which an agent lives with.
            }
            synchronized (this) {
                try {
                    wait(1_000);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    private void gateway() throws IOException {
        try (var server = new ServerSocket(port("SKERRY_GATEWAY_PORT"), 0, LOOPBACK)) {
            while (true) {
                server.accept().close();
            }
        }
    }

    private int port(String name) {
        return Integer.parseInt(settings.get(name));
    }
}
