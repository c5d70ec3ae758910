/** What the launcher does with a hub's database while the hub is off: bring a backup back, keep an old state, go back to it. */
@NullMarked
package io.skerry.hub.backup.restore;

import org.jspecify.annotations.NullMarked;
