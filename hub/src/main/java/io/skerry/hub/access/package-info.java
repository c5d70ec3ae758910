/** Who may come in and what they may do: users, passwords, tokens, sessions, the one authorizer. */
@NullMarked
package io.skerry.hub.access;

import org.jspecify.annotations.NullMarked;
