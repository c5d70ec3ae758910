/** Lines as files of text, for longer than the buffer keeps them. */
@NullMarked
package io.skerry.logs.archive;

import org.jspecify.annotations.NullMarked;
