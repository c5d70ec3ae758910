package io.skerry.hub.backup.work;

/** Whoever waits for long work: hears how far it is, and may call it off. */
public interface Watch {

    /** Hears nothing and waits to the end. */
    Watch NOBODY = new Watch() {
        @Override
        public void at(String message) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /** A few words about how far it is. */
    void at(String message);

    /** Whether it is to stop as soon as it can. */
    boolean cancelled();
}
