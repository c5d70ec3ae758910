/** The hub: tenants, applications and the view over all data centers. */
@NullMarked
package io.skerry.hub;

import org.jspecify.annotations.NullMarked;
