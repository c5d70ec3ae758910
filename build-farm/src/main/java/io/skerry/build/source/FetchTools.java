package io.skerry.build.source;

import io.skerry.build.sandbox.Sandbox;
import java.nio.file.Path;

/**
 * What one build's fetch works with.
 *
 * @param connections to servers, through the proxies of the settings
 * @param sandbox where programs run
 * @param home of the build, with the files of the settings
 * @param scratch a folder for what is thrown away
 */
public record FetchTools(GitConnections connections, Sandbox sandbox, Path home, Path scratch) {}
