/** What things are called: DNS labels, typed names of tenants, applications, components and data centers, default hosts. */
@NullMarked
package io.skerry.model.name;

import org.jspecify.annotations.NullMarked;
