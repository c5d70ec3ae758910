/** The words about applications: deploy, apply, ps, logs, scale, releases and their kin. */
@NullMarked
package io.skerry.cli.command.app;

import org.jspecify.annotations.NullMarked;
