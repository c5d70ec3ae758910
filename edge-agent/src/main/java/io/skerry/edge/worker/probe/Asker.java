package io.skerry.edge.worker.probe;

import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.worker.instance.Instance;
import io.skerry.model.application.PortSpec;
import io.skerry.model.application.Probe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks one instance a probe's question, once. */
final class Asker {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3}).*");
    private static final int LONGEST_LINE = 1024;

    private final WorkloadRuntime runtime;
    private final Instance instance;

    Asker(WorkloadRuntime runtime, Instance instance) {
        this.runtime = runtime;
        this.instance = instance;
    }

    Answer ask(Probe probe) throws InterruptedException {
        var timeout = Objects.requireNonNull(probe.timeout()).duration();
        if (probe.command() != null) {
            var code = runtime.run(instance.id(), probe.command(), timeout);
            return code == 0 ? Answer.GOOD : Answer.bad("The probe's command exited with code " + code);
        }
        if (probe.http() != null) {
            return http(probe.http().path(), port(probe.http().port()), timeout);
        }
        return tcp(port(Objects.requireNonNull(probe.tcp()).port()), timeout);
    }

    /** A port is named; what is no name of a port is taken as the first one's, as the model says for an absent one. */
    private int port(@Nullable String name) {
        var specs = instance.target().spec().portList();
        var wanted = specs.stream()
                .map(PortSpec::name)
                .filter(port -> port.equals(name))
                .findFirst()
                .orElseGet(() -> specs.isEmpty() ? "" : specs.getFirst().name());
        return instance.ports().getOrDefault(wanted, 0);
    }

    private Answer tcp(int port, Duration timeout) {
        try (var socket = connect(port, timeout)) {
            return socket.isConnected() ? Answer.GOOD : Answer.refused(port);
        } catch (IOException e) {
            return problem(e, "Port " + port, port, timeout);
        }
    }

    private Answer http(String path, int port, Duration timeout) {
        var until = System.nanoTime() + timeout.toNanos();
        try (var socket = connect(port, timeout)) {
            socket.setSoTimeout(millis(timeout));
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nUser-Agent: skerry-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var line = new StringBuilder();
            for (var read = socket.getInputStream().read();
                    read >= 0 && read != '\n' && line.length() < LONGEST_LINE;
                    read = socket.getInputStream().read()) {
                line.append((char) read);
                if (System.nanoTime() > until) {
                    throw new SocketTimeoutException();
                }
            }
            return judge(path, line.toString().strip());
        } catch (IOException e) {
            return problem(e, "GET " + path, port, timeout);
        }
    }

    private static Answer judge(String path, String statusLine) {
        var status = STATUS_LINE.matcher(statusLine);
        if (!status.matches()) {
            return Answer.bad("GET " + path + " was not answered by HTTP");
        }
        var code = Integer.parseInt(status.group(1));
        return code >= 200 && code < 400
                ? Answer.GOOD
                : Answer.bad("GET " + path + " answered " + code + ", expected 200 to 399");
    }

    private Socket connect(int port, Duration timeout) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(runtime.host(instance.id()), port), millis(timeout));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** What a socket takes: 24 days at most, and not 0, which would be for ever. */
    private static int millis(Duration timeout) {
        return Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
    }

    private static Answer problem(IOException e, String what, int port, Duration timeout) {
        return switch (e) {
            case ConnectException _ -> Answer.refused(port);
            case SocketTimeoutException _ -> Answer.bad(what + " did not answer within " + timeout.toMillis() + " ms");
            default -> Answer.bad(what + " closed the connection without an answer");
        };
    }
}
