package io.skerry.hub.backup.database;

import java.util.List;

/** The references between a database's tables, taken away while rows come in any order, and put back, which checks them all. */
final class ReferenceRepository {

    private final CatalogRepository catalog;
    private final List<Reference> references;

    private record Reference(String table, String name, String definition) {}

    ReferenceRepository(CatalogRepository catalog) {
        this.catalog = catalog;
        this.references = catalog.sql()
                .sql("select c.relname, k.conname, pg_get_constraintdef(k.oid) from pg_constraint k"
                        + " join pg_class c on c.oid = k.conrelid where k.contype = 'f'"
                        + " and c.relnamespace = current_schema()::regnamespace order by c.relname, k.conname")
                .query((row, n) -> new Reference(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    void drop() {
        for (var each : references) {
            catalog.run("alter table " + TableShape.quoted(each.table()) + " drop constraint "
                    + TableShape.quoted(each.name()));
        }
    }

    void restore() {
        for (var each : references) {
            catalog.run("alter table " + TableShape.quoted(each.table()) + " add constraint "
                    + TableShape.quoted(each.name()) + " " + each.definition());
        }
    }
}
