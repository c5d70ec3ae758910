/** How hub and agents talk: sessions, requests, streams with credit; blocking calls for virtual threads, whatever carries the bytes. */
@NullMarked
package io.skerry.link.session;

import org.jspecify.annotations.NullMarked;
