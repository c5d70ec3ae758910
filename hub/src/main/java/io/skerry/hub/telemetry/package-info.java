/** Logs of instances and builds, streamed from their data centers. */
@NullMarked
package io.skerry.hub.telemetry;

import org.jspecify.annotations.NullMarked;
