package io.skerry.gateway.intake;

/** Something that goes on on a virtual thread of its own until it is closed. */
final class EndlessTask implements AutoCloseable {

    private final Thread thread;

    EndlessTask(String name, Body body) {
        thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                body.run();
            } catch (InterruptedException e) {
                // How it ends: close() asked for it.
                Thread.currentThread().interrupt();
            }
        });
    }

    void start() {
        thread.start();
    }

    /** Interrupts it and waits until it has ended. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it does. */
    @FunctionalInterface
    interface Body {
        /** Runs until interrupted. */
        void run() throws InterruptedException;
    }
}
