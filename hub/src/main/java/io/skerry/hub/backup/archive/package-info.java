/** What a backup is as a file: its list of contents, how it is packed, how it is sealed. */
@NullMarked
package io.skerry.hub.backup.archive;

import org.jspecify.annotations.NullMarked;
