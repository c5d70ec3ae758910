package io.skerry.hub.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request.
 *
 * @param host what it names as its host, whatever address is dialled
 * @param headers each a whole line, beside {@code Host} and {@code Content-Length}
 * @param kind what it counts as
 * @param id what the sender knows it by
 */
public record Request(
        String method, String target, String host, List<String> headers, String body, String kind, String id) {

    public Request {
        headers = List.copyOf(headers);
    }

    byte[] bytes() {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host);
        headers.forEach(line -> head.append("\r\n").append(line));
        if (content.length > 0) {
            head.append("\r\nContent-Length: ").append(content.length);
        }
        var bytes = new ByteArrayOutputStream(head.length() + content.length + 4);
        bytes.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }
}
