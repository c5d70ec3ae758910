/** Who did what: every act and every refusal, written in the act's own transaction. */
@NullMarked
package io.skerry.hub.audit;

import org.jspecify.annotations.NullMarked;
