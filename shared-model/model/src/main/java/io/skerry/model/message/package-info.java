/** The messages of the agent link: a closed set, spoken in CBOR. */
@NullMarked
package io.skerry.model.message;

import org.jspecify.annotations.NullMarked;
