package io.skerry.build.pack;

import io.skerry.build.cache.DependencyCache;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.BuildHome;
import io.skerry.build.sandbox.BuildOutput;
import io.skerry.build.sandbox.Sandbox;
import io.skerry.build.tool.Asked;
import io.skerry.build.tool.Tool;
import io.skerry.build.tool.ToolChain;
import io.skerry.build.tool.ToolChains;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a packer works with.
 *
 * @param tenant whose build it is
 * @param slug the folder that becomes the slug; the source lies in {@code app}
 * @param platform such as {@code linux/amd64}
 * @param command replaces the language's own build step, null if none was given
 * @param strict whether no other version will do than the one asked for
 * @param web whether a web process is wanted that the source itself has to say
 * @param warnings takes sentences for the user
 */
public record Workshop(
        String tenant,
        Path slug,
        String platform,
        @Nullable List<String> command,
        boolean strict,
        boolean web,
        Sandbox sandbox,
        BuildOutput output,
        ToolChains tools,
        DependencyCache cache,
        Consumer<String> warnings) {

    /** The folder of the source within a slug. */
    public static final String APP = "app";

    /** The source. */
    Path app() {
        return slug.resolve(APP);
    }

    /** The tool chain to build with. */
    ToolChain choose(Tool tool, @Nullable Asked asked) throws BuildFailure {
        return strict ? tools.chooseStrictly(tool, asked) : tools.choose(tool, asked, warnings);
    }

    /** An environment with these folders of the slug and then this tool chain first on the path. */
    Map<String, String> environment(ToolChain chain, String... own) {
        var folders = Stream.of(Stream.of(own).map(slug::resolve), Stream.of(chain.folder()), tools.folders().stream())
                .flatMap(Function.identity())
                .toList();
        var env = new TreeMap<String, String>();
        env.put("PATH", BuildHome.path(folders));
        return env;
    }
}
