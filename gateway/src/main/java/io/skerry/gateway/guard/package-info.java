/** What a client may not do to the gateway: limits of size, time and number on its connections, and what their pipelines hold. */
@NullMarked
package io.skerry.gateway.guard;

import org.jspecify.annotations.NullMarked;
