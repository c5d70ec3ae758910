package io.skerry.hub.setting;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.resource.Kind;
import io.skerry.model.setting.SettingSpec;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** At the first start the setting of builds' tools becomes what the person who installed Skerry uses. Later it is the administrators'. */
@Component
class FirstFilling implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstFilling.class);
    private static final Place PLACE = Place.platform(Kind.SETTING);

    private final Resources resources;
    private final Database database;

    FirstFilling(Resources resources, Database database) {
        this.resources = resources;
        this.database = database;
    }

    @Override
    public void afterSingletonsInstantiated() {
        database.platform(() -> {
            if (resources.find(PLACE, SettingSpec.BUILD_TOOLS).isEmpty()) {
                fill();
            }
            return true;
        });
    }

    private void fill() {
        var environment = System.getenv();
        var own = InstallersOwn.read(Path.of(environment.getOrDefault("HOME", "/")), environment);
        try {
            create(own);
        } catch (HubException e) {
            // a hub that does not start would be worse, and the administrator can still say it
            LOG.atWarn().setCause(e).log("what the installer uses to reach registries was not taken as setting");
            create(new SettingSpec(null, null, null));
        }
    }

    private void create(SettingSpec spec) {
        resources.create(Caller.PLATFORM, PLACE, SettingSpec.BUILD_TOOLS, Map.of(), Json.tree(spec));
    }
}
