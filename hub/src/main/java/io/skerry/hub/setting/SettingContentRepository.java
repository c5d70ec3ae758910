package io.skerry.hub.setting;

import io.skerry.hub.resource.Database;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** What settings hold, wrapped; unreadable in a tenant's transaction. */
@Repository
class SettingContentRepository {

    private final Database database;

    SettingContentRepository(Database database) {
        this.database = database;
    }

    /** @param id of the contents, another with every change */
    record Row(UUID id, byte[] wrapped) {}

    Optional<Row> find(UUID setting) {
        return database.platform(() -> database.sql()
                .sql("select id, wrapped from setting_content where uid = ?")
                .param(setting)
                .query((row, _) -> new Row(row.getObject(1, UUID.class), row.getBytes(2)))
                .optional());
    }

    void put(UUID setting, byte[] wrapped) {
        database.platform(() -> database.sql()
                .sql("insert into setting_content (uid, id, wrapped) values (?, ?, ?)"
                        + " on conflict (uid) do update set id = excluded.id, wrapped = excluded.wrapped")
                .params(setting, UUID.randomUUID(), wrapped)
                .update());
    }
}
