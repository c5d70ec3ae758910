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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The platform's settings with what they hold, for those who work by them. */
@Service
public final class Settings {

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
        var setting = resources.getObject().get(PLACE, SettingSpec.BUILD_TOOLS);
        return new SettingRef(setting.name(), setting.version());
    }

    /** What a setting holds; empty if there is none of that name. */
    public Optional<SettingContent> content(String name) {
        return database.platform(() -> resources
                .getObject()
                .find(PLACE, name)
                .map(setting -> new SettingContent(name, setting.version(), contentOf(setting))));
    }

    /** What one holds that was stored before. */
    ToolConfiguration contentOf(Stored setting) {
        var wrapped = contents.find(setting.uid()).orElseThrow(HubException::notFound);
        var text = new String(wrapping.unwrap(wrapped, purpose(setting)), StandardCharsets.UTF_8);
        return Json.read(text, ToolConfiguration.class);
    }

    void keep(Stored setting, ToolConfiguration content) {
        contents.put(setting.uid(), wrapping.wrap(Json.bytes(content), purpose(setting)));
    }

    /** A row's content unwraps in its own row only. */
    private static String purpose(Stored setting) {
        return "setting " + setting.uid();
    }
}
