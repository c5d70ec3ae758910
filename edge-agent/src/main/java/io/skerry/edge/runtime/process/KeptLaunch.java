package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.process.slug.RunFile;

/**
 * What outlives the agent about an instance.
 *
 * @param run how often its process was made
 * @param runFile what its slug said when it was laid out; the instance may have changed its copy since
 */
record KeptLaunch(Launch launch, int run, RunFile runFile) {}
