package io.skerry.model.message;

/**
 * What was seen up to the age of its report is acknowledged, so that the hub's picture is as old as that and no older.
 * It is neither numbered nor acknowledged itself.
 */
public record AllTold() implements ReportItem {}
