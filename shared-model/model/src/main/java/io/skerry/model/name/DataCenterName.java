package io.skerry.model.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a data center, unique on the platform. */
public record DataCenterName(@JsonValue String value) implements Comparable<DataCenterName> {

    @JsonCreator
    public DataCenterName {
        Label.require("data center", value);
    }

    @Override
    public int compareTo(DataCenterName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
