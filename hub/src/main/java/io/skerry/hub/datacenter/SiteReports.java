package io.skerry.hub.datacenter;

import java.util.UUID;

/** Told, after the commit, what data centers said. Calls come from the link's threads and must be short. */
public interface SiteReports {

    /** A data center's word about a resource is new, or gone. */
    void statusStored(UUID uid, String dc);

    /** There is a new word about a command: progress, its end, or that its time is over. */
    void commandAnswered(String command);
}
