package io.skerry.cli.api;

import io.skerry.cli.config.HubContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * GET requests, through the JDK's older client. The newer one reads every trusted certificate of the machine before its
 * first byte, a quarter of a second that {@code skerry ps} would spend on nothing; the older one knows no PATCH.
 */
final class Reads {

    private final HubContext hub;
    private final Duration connect;

    Reads(HubContext hub, Duration connect) {
        this.hub = hub;
        this.connect = connect;
    }

    /**
     * Asks, and waits for the head of the answer.
     *
     * @param patience how long the hub may be silent; zero for ever
     */
    HttpURLConnection open(String path, String accept, Duration patience) throws IOException {
        var connection =
                (HttpURLConnection) URI.create(hub.url() + path).toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) connect.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setRequestProperty("Accept", accept);
        if (hub.token() != null) {
            connection.setRequestProperty("Authorization", "Bearer " + hub.token());
        }
        connection.getResponseCode();
        return connection;
    }

    /** What came, whether it is an answer or a refusal; empty where nothing did. */
    static InputStream body(HttpURLConnection answered) throws IOException {
        if (answered.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST) {
            return answered.getInputStream();
        }
        var refusal = answered.getErrorStream();
        return refusal == null ? InputStream.nullInputStream() : refusal;
    }
}
