package io.skerry.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that writes until it is killed: {@code <prefix><number>} by four threads, and says each number once it was acknowledged.
 * Arguments: the store's folder, SQLite's synchronous mode, a folder of its own. It begins when told the prefix.
 */
final class NumberedWriter {

    private static final int THREADS = 4;
    private static final int MAX_VALUE = 600;
    /** A slow machine may kill late; the store must not grow without end until then. */
    private static final int MOST = 3000;

    private NumberedWriter() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        warmUp(Path.of(args[2]));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var prefix = in.readLine();
        if (prefix == null) {
            return;
        }
        var settings = new StoreSettings(args[1], StoreSettings.DEFAULT.history());
        var store = EmbeddedStore.open(Path.of(args[0]), settings);
        var next = new AtomicInteger();
        for (var i = 0; i < THREADS; i++) {
            Thread.ofPlatform().start(() -> {
                for (var number = next.getAndIncrement(); number < MOST; number = next.getAndIncrement()) {
                    store.put(prefix + number, new byte[number * 37 % MAX_VALUE]);
                    acknowledge(System.out, number);
                }
            });
        }
        Thread.currentThread().join();
    }

    /** Loads every class before anyone waits. */
    private static void warmUp(Path folder) {
        try (var store = EmbeddedStore.open(folder, new StoreSettings("OFF", StoreSettings.DEFAULT.history()))) {
            store.put("warm", new byte[0]);
        }
    }

    private static void acknowledge(PrintStream out, int number) {
        out.println(number);
        out.flush();
    }
}
