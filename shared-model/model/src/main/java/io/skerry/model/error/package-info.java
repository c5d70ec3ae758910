/** Error codes with whose fault they are, causes with advice, and the keys of log events. */
@NullMarked
package io.skerry.model.error;

import org.jspecify.annotations.NullMarked;
