/** Messages as CBOR: written exactly, read leniently. */
@NullMarked
package io.skerry.link.codec;

import org.jspecify.annotations.NullMarked;
