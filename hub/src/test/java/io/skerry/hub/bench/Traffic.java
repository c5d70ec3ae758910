package io.skerry.hub.bench;

import io.skerry.hub.bench.load.OpenLoop;
import io.skerry.hub.bench.load.OpenLoop.Rate;
import io.skerry.hub.bench.load.Request;
import io.skerry.hub.bench.load.Sample;
import io.skerry.hub.bench.load.Tally;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Requests to the application through one gateway: nine GETs, then a POST with an id of its own, and so on. */
final class Traffic {

    private static final int CONNECTIONS = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int POST_EACH = 10;

    private final String name;
    private final String host;
    private final Tally tally = new Tally();
    private final Set<String> answeredPosts = ConcurrentHashMap.newKeySet();
    private final OpenLoop loop;
    private int count;

    /**
     * Begins.
     *
     * @param name that no other traffic has
     */
    Traffic(String name, URI url, int perSecond) {
        this.name = name;
        this.host = url.getHost();
        var gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort());
        loop = OpenLoop.start(new Rate(gateway, perSecond, CONNECTIONS, TIMEOUT), this::next, this::take);
    }

    /** Ends it when all is answered. */
    void end() throws InterruptedException {
        loop.end();
    }

    Tally tally() {
        return tally;
    }

    /** Of this traffic's POSTs, how many the application saw more than once. */
    long seenTwice(Map<String, Integer> seen) {
        return seen.entrySet().stream()
                .filter(post -> post.getKey().startsWith(name + "-") && post.getValue() > 1)
                .count();
    }

    /** Of this traffic's POSTs, how many were answered well and the application knows nothing of. */
    long lost(Map<String, Integer> seen) {
        return answeredPosts.stream().filter(id -> !seen.containsKey(id)).count();
    }

    private Request next() {
        count++;
        if (count % POST_EACH != 0) {
            return new Request("GET", "/", host, List.of(), "", "GET", "");
        }
        var id = name + "-" + count;
        return new Request("POST", "/", host, List.of("Content-Type: text/plain"), id, "POST", id);
    }

    private void take(Sample sample) {
        tally.accept(sample);
        if (sample.request().kind().equals("POST") && sample.failure() == null) {
            answeredPosts.add(sample.request().id());
        }
    }
}
