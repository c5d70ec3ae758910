package io.skerry.model.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a tenant, unique on the platform. */
public record TenantName(@JsonValue String value) implements Comparable<TenantName> {

    @JsonCreator
    public TenantName {
        Label.require("tenant", value);
    }

    @Override
    public int compareTo(TenantName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
