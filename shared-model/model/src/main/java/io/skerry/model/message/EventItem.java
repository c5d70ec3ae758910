package io.skerry.model.message;

import java.util.Map;

/** Something that happened at the data center and is worth a line. */
public record EventItem(String type, String message, Map<String, String> keys) implements ReportItem {

    public EventItem {
        keys = Map.copyOf(keys);
    }
}
