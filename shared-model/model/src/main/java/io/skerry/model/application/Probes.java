package io.skerry.model.application;

import org.jspecify.annotations.Nullable;

/** How the platform asks an instance how it is. None given and an http or tcp port: readiness = the first port accepts. */
public record Probes(
        @Nullable Probe startup,
        @Nullable Probe readiness,
        @Nullable Probe liveness) {}
