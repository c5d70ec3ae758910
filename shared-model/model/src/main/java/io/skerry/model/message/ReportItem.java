package io.skerry.model.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a report carries. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "item")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StatusItem.class, name = "status"),
    @JsonSubTypes.Type(value = CommandResult.class, name = "result"),
    @JsonSubTypes.Type(value = EventItem.class, name = "event"),
    @JsonSubTypes.Type(value = AllTold.class, name = "told")
})
public sealed interface ReportItem permits StatusItem, CommandResult, EventItem, AllTold {}
