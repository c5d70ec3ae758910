/** The hub's database as a backup sees it: read in one moment, made anew beside itself, put in another's place. */
@NullMarked
package io.skerry.hub.backup.database;

import org.jspecify.annotations.NullMarked;
