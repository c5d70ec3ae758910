package io.skerry.hub.projection;

import io.skerry.model.resource.Kind;
import java.util.UUID;

/** What is projected at once: one resource for one data center. */
record Root(String dc, Kind kind, UUID uid) {}
