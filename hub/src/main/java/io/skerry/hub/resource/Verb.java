package io.skerry.hub.resource;

/** What a caller may be allowed to do. */
public enum Verb {
    READ,
    CREATE,
    UPDATE,
    DELETE,
    /** An action such as {@code :restart}. */
    ACT
}
