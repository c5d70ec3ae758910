/** Making a backup and proving that it can be read back: used by the hub while it runs, and by the launcher while it does not. */
@NullMarked
package io.skerry.hub.backup.work;

import org.jspecify.annotations.NullMarked;
