/** What the relay asks of the disk itself: room that is there, room kept, room given back. */
@NullMarked
package io.skerry.logs.disk;

import org.jspecify.annotations.NullMarked;
