/** Sessions over RSocket, TLS 1.3 and TCP. Reactor and Netty stay inside. */
@NullMarked
package io.skerry.link.session.rsocket;

import org.jspecify.annotations.NullMarked;
