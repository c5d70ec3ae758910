package io.skerry.gateway;

import io.skerry.gateway.GatewayApplication.Gateway;
import io.skerry.gateway.intake.StoreSource;
import io.skerry.model.name.DataCenterName;
import io.skerry.store.StoreException;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** The whole gateway in this process, on a free port, with a store in memory, and a client that asks it for hosts. */
final class TestGateway implements AutoCloseable {

    static {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection");
    }

    private final InMemoryEdgeStore store = new InMemoryEdgeStore();
    private final TestSite site = new TestSite(store);
    private final Gateway gateway;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private TestGateway(Path folder, int port, Duration answerTimeout, boolean withStore) {
        var settings = new GatewaySettings(
                folder, new DataCenterName("east"), port, "gateway-1", answerTimeout, Duration.ofMinutes(5));
        StoreSource away = () -> {
            throw new StoreException("there is no store");
        };
        gateway = GatewayApplication.start(settings, withStore ? () -> store : away);
    }

    static TestGateway start(Path folder) {
        return new TestGateway(folder, 0, Duration.ofSeconds(10), true);
    }

    /** One whose instances must answer soon. */
    static TestGateway impatient(Path folder, Duration answerTimeout) {
        return new TestGateway(folder, 0, answerTimeout, true);
    }

    static TestGateway withoutStore(Path folder) {
        return new TestGateway(folder, 0, Duration.ofSeconds(10), false);
    }

    static TestGateway onPort(Path folder, int port) {
        return new TestGateway(folder, port, Duration.ofSeconds(10), true);
    }

    TestSite site() {
        return site;
    }

    int port() {
        return gateway.port();
    }

    /** Leads a host to instances and waits until that is live. */
    TestGateway serve(String host, String component, TestInstance... instances) {
        long version = site.route(host, component);
        long revision = 0;
        for (var instance : instances) {
            revision = site.address(component, instance.name(), instance.port(), true);
        }
        awaitLive(version, revision);
        return this;
    }

    void awaitLive(long siteVersion, long storeRevision) {
        Eventually.await("the table is live", () -> {
            var table = site.table();
            return table.siteVersion() >= siteVersion && table.storeRevision() >= storeRevision;
        });
    }

    /** Waits until the gateway has taken in everything up to a revision. */
    void awaitRevision(long storeRevision) {
        awaitLive(0, storeRevision);
    }

    HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Host", host);
    }

    HttpResponse<String> get(String host, String path) {
        return send(request(host, path).build());
    }

    HttpResponse<String> post(String host, String path, String body) {
        return send(request(host, path)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpClient client() {
        return client;
    }

    Socket dial() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    @Override
    public void close() {
        gateway.close();
        client.shutdownNow();
    }
}
