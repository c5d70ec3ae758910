/** The words about a hub: sign in, data centers, operations. */
@NullMarked
package io.skerry.cli.command.hub;

import org.jspecify.annotations.NullMarked;
