package io.skerry.model.application;

import org.jspecify.annotations.Nullable;

/** A file made from a config set or secret set inside the instance. */
public record FileMount(
        String path,
        EnvVar.@Nullable SetKey config,
        EnvVar.@Nullable SetKey secret,
        @Nullable String mode) {}
