/** Routes of tenants: who owns which host, what each gateway is told. */
@NullMarked
package io.skerry.hub.routing;

import org.jspecify.annotations.NullMarked;
