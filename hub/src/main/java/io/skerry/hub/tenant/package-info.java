/** Tenants: who owns applications. */
@NullMarked
package io.skerry.hub.tenant;

import org.jspecify.annotations.NullMarked;
