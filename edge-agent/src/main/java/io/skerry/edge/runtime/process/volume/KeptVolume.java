package io.skerry.edge.runtime.process.volume;

import io.skerry.edge.runtime.Volume;
import io.skerry.model.name.ComponentRef;
import java.time.Instant;

/** What is written down beside a volume's data, so that it is known when nothing else remembers it. */
public record KeptVolume(ComponentRef component, Volume volume, Instant made) {}
