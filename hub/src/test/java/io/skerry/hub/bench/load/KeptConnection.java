package io.skerry.hub.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection, opened when it is needed and kept. It repeats nothing: what fails has failed, unlike with common clients. */
final class KeptConnection implements AutoCloseable {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int HEX = 16;

    private final InetSocketAddress address;
    private @Nullable Open open;

    KeptConnection(InetSocketAddress address) {
        this.address = address;
    }

    /** Sends the request and reads its answer; after a failure the connection is closed. */
    Reply exchange(Request request, long deadline) throws IOException {
        try {
            var now = opened(deadline);
            now.socket().setSoTimeout(left(deadline));
            now.socket().getOutputStream().write(request.bytes());
            var reply = read(now.in());
            if (reply.isLast()) {
                close();
            }
            return reply;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        var old = open;
        open = null;
        if (old != null) {
            try {
                old.socket().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Open opened(long deadline) throws IOException {
        if (open == null) {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(address, left(deadline));
            open = new Open(socket, new BufferedInputStream(socket.getInputStream()));
        }
        return open;
    }

    private static int left(long deadline) throws SocketTimeoutException {
        var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        return (int) left;
    }

    private static Reply read(InputStream in) throws IOException {
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Reply(status, headers, body(in, headers));
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            var body = new StringBuilder();
            for (var size = Integer.parseInt(line(in), HEX); size > 0; size = Integer.parseInt(line(in), HEX)) {
                body.append(text(in, size));
                line(in);
            }
            line(in);
            return body.toString();
        }
        return text(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private static String text(InputStream in, int size) throws IOException {
        var bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the answer broke off");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException(line.isEmpty() ? "closed without an answer" : "the answer broke off");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private record Open(Socket socket, InputStream in) {}
}
