package io.skerry.edge.worker.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.skerry.edge.runtime.FakeMachine;
import io.skerry.edge.runtime.FakeRuntime;
import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.application.Probe;
import io.skerry.model.quantity.TimeSpan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskerTests {

    @Test
    void takesATimeoutThatIsLongerThanASocketKnows() throws IOException, InterruptedException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            var ports = Map.of("http", server.getAddress().getPort());
            var web = Instance.starting("web-1", Wish.web().target(), ports, Instant.EPOCH);
            var probe = new Probe(new Probe.Http("/", null), null, null, null, new TimeSpan("30d"), null, null);

            var answer = new Asker(new FakeRuntime(new FakeMachine()), web).ask(probe);

            assertThat(answer).isEqualTo(Answer.GOOD);
        } finally {
            server.stop(0);
        }
    }
}
