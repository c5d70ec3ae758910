package io.skerry.model.build;

import io.skerry.model.application.BuildSpec;
import io.skerry.model.application.RunSpec;
import io.skerry.model.application.Source;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.setting.SettingRef;
import org.jspecify.annotations.Nullable;

/**
 * Turn this source into an artifact; the body of the command {@link #COMMAND} and the value of {@code order/build/<id>}.
 *
 * @param id of the build, also the command's id
 * @param timeLimitSeconds the whole build's
 * @param tools the setting that says how its tools reach registries; absent: they know by themselves
 */
public record BuildOrder(
        String id,
        ComponentRef component,
        Source source,
        @Nullable BuildSpec build,
        @Nullable RunSpec run,
        long timeLimitSeconds,
        @Nullable SettingRef tools) {

    /** The command that starts a build. */
    public static final String COMMAND = "build.start";
    /** The command that cancels one; its target is the build's id. */
    public static final String CANCEL = "build.cancel";
    /** The queue of orders in the edge store. */
    public static final String QUEUE = "build";
}
