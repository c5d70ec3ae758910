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

    Optional<byte[]> find(UUID setting) {
        return database.platform(() -> database.sql()
                .sql("select wrapped from setting_content where uid = ?")
                .param(setting)
                .query(byte[].class)
                .optional());
    }

    void put(UUID setting, byte[] wrapped) {
        database.platform(() -> database.sql()
                .sql("insert into setting_content (uid, wrapped) values (?, ?)"
                        + " on conflict (uid) do update set wrapped = excluded.wrapped")
                .params(setting, wrapped)
                .update());
    }
}
