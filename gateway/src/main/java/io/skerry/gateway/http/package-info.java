/** HTTP and WebSocket from the host of a request to an instance and back, and the pages for when that does not work. */
@NullMarked
package io.skerry.gateway.http;

import org.jspecify.annotations.NullMarked;
