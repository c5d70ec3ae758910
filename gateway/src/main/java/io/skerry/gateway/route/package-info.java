/** What the gateway serves: the site's wanted routes and addresses compiled, purely, into one immutable table. */
@NullMarked
package io.skerry.gateway.route;

import org.jspecify.annotations.NullMarked;
