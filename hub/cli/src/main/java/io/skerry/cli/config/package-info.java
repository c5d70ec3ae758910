/** Which hubs this user knows and how to sign in to them. */
@NullMarked
package io.skerry.cli.config;

import org.jspecify.annotations.NullMarked;
