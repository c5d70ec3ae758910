package io.skerry.hub.backup.archive;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds, what it was made of and what else is needed to live from it. The last entry of an archive.
 *
 * @param build sha-256 of the hub's jar, absent where it was not packaged
 * @param server what the database says its version is
 */
public record Manifest(
        int format,
        String name,
        Instant createdAt,
        String software,
        @Nullable String build,
        String server,
        Schema schema,
        Origin origin,
        List<Table> tables,
        List<Sequence> sequences,
        Artifacts artifacts,
        Keys keys) {

    /** The format this version writes, and the highest it reads. */
    public static final int FORMAT = 1;

    public Manifest {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    /** How many rows there are in all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /** How many bytes all tables have before they are packed. */
    public long bytes() {
        return tables.stream().mapToLong(Table::bytes).sum();
    }

    /** Which hub it was. */
    public record Origin(String installation, String incarnation) {}

    /**
     * How the tables are built.
     *
     * @param version of the last migration
     */
    public record Schema(String version, List<Migration> migrations) {

        public Schema {
            migrations = List.copyOf(migrations);
        }
    }

    /** One step of the schema, as the database remembers it. */
    public record Migration(
            String version, String description, @Nullable Integer checksum) {}

    /**
     * A table's rows, in the order of its key.
     *
     * @param bytes in COPY's text format
     */
    public record Table(String name, List<String> columns, long rows, long bytes, String sha256) {

        public Table {
            columns = List.copyOf(columns);
        }
    }

    /** How far the numbers of a column were given out. */
    public record Sequence(String table, String column, long last) {}

    /**
     * The artifacts that the rows name.
     *
     * @param copied whether their bytes are in the archive, those of them that were there
     */
    public record Artifacts(boolean copied, List<Artifact> listed) {

        public Artifacts {
            listed = List.copyOf(listed);
        }
    }

    /**
     * One artifact.
     *
     * @param size absent if the hub did not have it
     */
    public record Artifact(String digest, @Nullable Long size) {}

    /**
     * The hub's keys, files beside the database.
     *
     * @param included whether they are in the archive, which then is sealed
     */
    public record Keys(boolean included, List<KeyFile> files) {

        public Keys {
            files = List.copyOf(files);
        }
    }

    /** One of the hub's key files. */
    public record KeyFile(String name, long bytes, String sha256) {}
}
