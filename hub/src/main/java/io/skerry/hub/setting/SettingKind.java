package io.skerry.hub.setting;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import io.skerry.model.setting.SettingSpec;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The kind {@code setting}. There is {@value SettingSpec#BUILD_TOOLS} and no other yet. */
@Component
class SettingKind implements KindDefinition<SettingSpec> {

    /** It has to fit into one message to a data center. */
    private static final int MOST_BYTES = 192 << 10;

    private final Settings settings;
    private final SettingContents contents;

    SettingKind(Settings settings, SettingContents contents) {
        this.settings = settings;
        this.contents = contents;
    }

    @Override
    public Kind kind() {
        return Kind.SETTING;
    }

    @Override
    public Class<SettingSpec> specType() {
        return SettingSpec.class;
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public void validate(SettingSpec spec) {
        SettingNames.check(spec);
    }

    /** The fingerprints: the contents go where nobody reads them back. */
    @Override
    public JsonNode kept(Admission<SettingSpec> act, JsonNode spec) {
        try {
            // through text, as a row comes back: a tree of the record tells long from int and would never equal it
            return Json.parse(Json.text(contents.described(content(act))));
        } catch (HubException e) {
            throw e.under("/spec");
        }
    }

    @Override
    public void stored(Admission<SettingSpec> act) {
        settings.keep(Objects.requireNonNull(act.stored()), content(act));
    }

    private ToolConfiguration content(Admission<SettingSpec> act) {
        var after = Objects.requireNonNull(act.after(), "a setting is never deleted");
        // who gives every content anew need not be able to read what was held
        var before = act.before() == null || !SettingContents.leavesSomething(after)
                ? ToolConfiguration.none()
                : settings.contentOf(act.before());
        var content = contents.merged(before, after);
        var size = Json.bytes(content).length;
        if (size > MOST_BYTES) {
            throw HubException.at(
                    ErrorCode.INVALID_FIELD,
                    "",
                    "This setting holds " + size + " bytes; one holds at most " + MOST_BYTES + " (192 KiB).",
                    "Leave out certificates that the builders' machines trust anyway.");
        }
        return content;
    }
}
