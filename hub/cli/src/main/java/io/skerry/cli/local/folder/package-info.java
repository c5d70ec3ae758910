/** The one folder that holds all state of Skerry on this machine: its layout, its version, who supervises it. */
@NullMarked
package io.skerry.cli.local.folder;

import org.jspecify.annotations.NullMarked;
