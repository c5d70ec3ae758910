/** How traffic reaches components: routes as tenants write them. */
@NullMarked
package io.skerry.model.route;

import org.jspecify.annotations.NullMarked;
