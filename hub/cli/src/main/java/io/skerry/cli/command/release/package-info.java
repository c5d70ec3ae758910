/** The words that make and move releases: deploy, apply, releases, rollback. */
@NullMarked
package io.skerry.cli.command.release;

import org.jspecify.annotations.NullMarked;
