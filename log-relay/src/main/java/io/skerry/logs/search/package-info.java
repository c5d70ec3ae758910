/** Which lines a search wants, and which stretches of the buffer can't hold one. */
@NullMarked
package io.skerry.logs.search;

import org.jspecify.annotations.NullMarked;
