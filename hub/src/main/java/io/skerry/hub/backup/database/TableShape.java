package io.skerry.hub.backup.database;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as it is copied.
 *
 * @param columns that hold something of their own, in their order
 * @param order by which its rows are told apart, as SQL
 * @param secured whether row-level security binds its owner too
 */
record TableShape(String name, List<String> columns, String order, boolean secured) {

    String columnList() {
        return columns.stream().map(TableShape::quoted).collect(Collectors.joining(", "));
    }

    /** Every row in one order, whatever server it is and however they lie on its disk. */
    String copyOut() {
        return "copy (select " + columnList() + " from " + quoted(name) + " order by " + order + ") to stdout";
    }

    String copyIn() {
        return "copy " + quoted(name) + " (" + columnList() + ") from stdin";
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
