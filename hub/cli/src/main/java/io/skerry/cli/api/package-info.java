/** Talking to a hub through its public API: requests, problems, streams, uploads, operations. */
@NullMarked
package io.skerry.cli.api;

import org.jspecify.annotations.NullMarked;
