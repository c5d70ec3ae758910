/** Settings of the platform as administrators write them; what is secret in them is never read back. */
@NullMarked
package io.skerry.model.setting;

import org.jspecify.annotations.NullMarked;
