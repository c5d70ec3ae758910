package io.skerry.hub.setting;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.resource.Kind;
import io.skerry.model.setting.SettingSpec;
import java.nio.file.Path;
import java.util.List;
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

    FirstFilling(Resources resources) {
        this.resources = resources;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (resources.find(PLACE, SettingSpec.BUILD_TOOLS).isPresent()) {
            return;
        }
        var environment = System.getenv();
        var own = InstallersOwn.read(Path.of(environment.getOrDefault("HOME", "/")), environment);
        var withoutCertificates = new SettingSpec(own.files(), own.environment(), null);
        // a hub that does not start would be worse than one whose administrator has to say the rest
        for (var spec : List.of(own, withoutCertificates, new SettingSpec(null, null, null))) {
            if (created(spec)) {
                return;
            }
        }
    }

    /** Whether the setting is there now, by us or by another hub that starts at the same time. */
    private boolean created(SettingSpec spec) {
        try {
            resources.create(Caller.PLATFORM, PLACE, SettingSpec.BUILD_TOOLS, Map.of(), Json.tree(spec));
            return true;
        } catch (HubException e) {
            if (e.code() == ErrorCode.CONFLICT) {
                return true;
            }
            LOG.atWarn()
                    .addKeyValue(LogKeys.KEY, String.valueOf(e.pointer()))
                    .setCause(e)
                    .log("a part of what the installer uses to reach registries was not taken as setting");
            return false;
        }
    }
}
