package io.skerry.hub.setting;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.keys.Wrapping;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.message.SettingContent;
import io.skerry.model.resource.Kind;
import io.skerry.model.setting.SettingRef;
import io.skerry.model.setting.SettingSpec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The platform's settings with what they hold, for those who work by them. */
@Service
public final class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final Place PLACE = Place.platform(Kind.SETTING);

    /** A kind and the store that keeps it need one another. */
    private final ObjectProvider<Resources> resources;

    private final SettingContentRepository contents;
    private final Wrapping wrapping;
    private final Database database;

    Settings(
            ObjectProvider<Resources> resources,
            SettingContentRepository contents,
            Wrapping wrapping,
            Database database) {
        this.resources = resources;
        this.contents = contents;
        this.wrapping = wrapping;
        this.database = database;
    }

    /** What builds ordered now work by. */
    public SettingRef buildTools() {
        return database.platform(() -> {
            var setting = resources.getObject().get(PLACE, SettingSpec.BUILD_TOOLS);
            return reference(setting, row(setting));
        });
    }

    /**
     * What a setting holds; empty if there is none of that name.
     *
     * @throws HubException CONFLICT if it cannot be unwrapped
     */
    public Optional<SettingContent> content(String name) {
        return database.platform(() -> resources.getObject().find(PLACE, name).map(setting -> {
            var row = row(setting);
            return new SettingContent(reference(setting, row), unwrapped(setting, row));
        }));
    }

    /** What one holds that was stored before. */
    ToolConfiguration contentOf(Stored setting) {
        return unwrapped(setting, row(setting));
    }

    private SettingContentRepository.Row row(Stored setting) {
        return contents.find(setting.uid()).orElseThrow(() -> unreadable(setting));
    }

    private static SettingRef reference(Stored setting, SettingContentRepository.Row row) {
        return new SettingRef(setting.name(), setting.version(), row.id().toString());
    }

    private ToolConfiguration unwrapped(Stored setting, SettingContentRepository.Row row) {
        try {
            var text = new String(wrapping.unwrap(row.wrapped(), purpose(setting)), StandardCharsets.UTF_8);
            return Json.read(text, ToolConfiguration.class);
        } catch (IllegalStateException e) {
            LOG.atError().setCause(e).log("what a setting holds cannot be read");
            throw unreadable(setting);
        }
    }

    /** A database came back without the key beside it. */
    private static HubException unreadable(Stored setting) {
        return HubException.conflict(
                "What the setting '" + setting.name() + "' holds was wrapped under a key that the hub has no more.",
                "Bring back keys/wrapping.key of the hub's folder, or give every content anew.");
    }

    void keep(Stored setting, ToolConfiguration content) {
        contents.put(setting.uid(), wrapping.wrap(Json.bytes(content), purpose(setting)));
    }

    /** A row's content unwraps in its own row only. */
    private static String purpose(Stored setting) {
        return "setting " + setting.uid();
    }
}
