package io.skerry.hub.backup.database;

import io.skerry.hub.backup.archive.BackupRefused;
import io.skerry.hub.backup.archive.Manifest.Migration;
import io.skerry.hub.backup.archive.Manifest.Schema;
import io.skerry.hub.backup.archive.Manifest.Sequence;
import io.skerry.hub.backup.archive.Measured;
import io.skerry.hub.backup.archive.MeasuringOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What a database says of its own tables, and their rows. Every database is read by this one, so that what is compared was read alike. */
final class CatalogRepository {

    private static final String TABLES = """
            select c.relname, c.relforcerowsecurity,
              (select string_agg(a.attname, chr(31) order by a.attnum) from pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
              (select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
                 order by k.place) from pg_index i, unnest(i.indkey::int2[]) with ordinality k(attnum, place), pg_attribute a
               where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as key
            from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
              and c.relname <> 'flyway_schema_history' order by c.relname collate "C"
            """;

    private static final String SEQUENCES = """
            select c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
            from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attidentity <> ''
            order by c.relname collate "C", a.attname collate "C"
            """;

    private final Connection connection;
    private final JdbcClient sql;

    CatalogRepository(Connection connection) {
        this.connection = connection;
        this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** For questions that others have. */
    JdbcClient sql() {
        return sql;
    }

    /** The same text for the same values, whatever the server's settings are. */
    void settle() {
        run("set local timezone = 'UTC'");
        run("set local datestyle = 'ISO, YMD'");
        run("set local intervalstyle = 'postgres'");
        run("set local bytea_output = 'hex'");
        run("set local extra_float_digits = 1");
        run("set local statement_timeout = 0");
        run("set local idle_in_transaction_session_timeout = 0");
        sql.sql("select set_config('skerry.tenant', '', true)")
                .query(String.class)
                .single();
    }

    void run(String statement) {
        sql.sql(statement).update();
    }

    List<TableShape> tables() {
        return sql.sql(TABLES)
                .query((row, n) -> {
                    var key = row.getString("key");
                    if (key == null) {
                        throw new BackupRefused(
                                "the table " + row.getString("relname") + " has no key, so its rows have no order",
                                "This is a defect of Skerry: tell its makers.");
                    }
                    return new TableShape(
                            row.getString("relname"),
                            List.of(row.getString("columns").split("\u001f", -1)),
                            key,
                            row.getBoolean("relforcerowsecurity"));
                })
                .list();
    }

    /** How far numbers were given out; asked after the snapshot was taken, so never less than it shows. */
    List<Sequence> sequences() {
        return sql
                .sql(SEQUENCES)
                .query((row, n) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .list()
                .stream()
                .map(each -> new Sequence(each.get(0), each.get(1), lastOf(each.get(2))))
                .toList();
    }

    private long lastOf(String sequence) {
        return sql.sql("select case when is_called then last_value else 0 end from " + sequence)
                .query(Long.class)
                .single();
    }

    void setSequence(Sequence sequence) {
        if (sequence.last() > 0) {
            sql.sql("select setval(pg_get_serial_sequence(quote_ident(?), ?), ?)")
                    .params(sequence.table(), sequence.column(), sequence.last())
                    .query(Long.class)
                    .single();
        }
    }

    Schema schema() {
        var migrations = sql.sql("select version, description, checksum from flyway_schema_history"
                        + " where success and version is not null order by installed_rank")
                .query((row, n) -> new Migration(row.getString(1), row.getString(2), (Integer) row.getObject(3)))
                .list();
        if (migrations.isEmpty()) {
            throw new BackupRefused(
                    "the database holds nothing of a hub", "Start the hub on it once, or name another database.");
        }
        return new Schema(migrations.getLast().version(), migrations);
    }

    /** All rows of a table, and how many they are. */
    Rows copyOut(TableShape table, OutputStream out, BooleanSupplier cancelled) throws SQLException, IOException {
        var measure = new MeasuringOutput(out);
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut());
        var rows = 0L;
        try {
            for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                measure.write(row);
                rows++;
                if (cancelled.getAsBoolean()) {
                    throw new BackupRefused("the backup was cancelled", "Begin another: skerry backup create.");
                }
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return new Rows(rows, measure.measured());
    }

    /** How many rows, and what they are as text. */
    record Rows(long count, Measured text) {}
}
