package io.skerry.link.session;

/** A stream in both directions. One thread may send while another receives. */
public interface Exchange extends Incoming, Outgoing {

    /** Tells the receiver that nothing more will be sent; it may still answer. */
    void complete();
}
