package io.skerry.measure;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/** Asks an endpoint of another process on this machine. */
public final class MeasureClient {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int MOST_BYTES = 64 << 20;

    private final MeasureFiles files;

    /** Asks the endpoint that is published there. */
    public MeasureClient(MeasureFiles files) {
        this.files = files;
    }

    /**
     * The page at a path; empty if no endpoint was ever opened.
     *
     * @throws IOException if it does not answer, or not with the page
     */
    public Optional<byte[]> get(String path) throws IOException {
        var target = files.readTarget();
        var token = files.readToken();
        if (target.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        var connection = (HttpURLConnection)
                URI.create("http://" + target.get() + path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setRequestProperty("Authorization", "Bearer " + token.get());
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException(target.get() + path + " answered " + connection.getResponseCode());
            }
            try (var in = connection.getInputStream()) {
                return Optional.of(in.readNBytes(MOST_BYTES));
            }
        } finally {
            connection.disconnect();
        }
    }
}
