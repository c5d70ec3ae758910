package io.skerry.hub.datacenter;

import io.skerry.model.seen.VolumeSeen;
import java.time.Instant;

/** A volume as its data center told last. */
public record SiteVolume(String dataCenter, Instant observedAt, VolumeSeen seen) {}
