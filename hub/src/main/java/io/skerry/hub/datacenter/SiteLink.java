package io.skerry.hub.datacenter;

/** Where agents dial in. */
public interface SiteLink {

    /** The port that is listened on. */
    int port();
}
