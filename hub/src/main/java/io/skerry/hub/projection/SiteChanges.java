package io.skerry.hub.projection;

/** Told, after the commit, that a data center has something new to receive. */
@FunctionalInterface
public interface SiteChanges {

    /** @param dc name of the data center */
    void siteChanged(String dc);
}
