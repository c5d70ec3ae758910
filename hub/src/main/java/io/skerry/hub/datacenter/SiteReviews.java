package io.skerry.hub.datacenter;

import io.skerry.hub.datacenter.sync.SiteLists;
import org.springframework.stereotype.Service;

/** Lets a data center that was held back for a person's look go on. */
@Service
public final class SiteReviews {

    private final SiteLists lists;

    SiteReviews(SiteLists lists) {
        this.lists = lists;
    }

    /**
     * Confirms what was held back.
     *
     * @param act goes with the removals as their reason
     * @return whether anything was
     */
    public boolean accept(String dc, String act) {
        return lists.accept(dc, act);
    }
}
