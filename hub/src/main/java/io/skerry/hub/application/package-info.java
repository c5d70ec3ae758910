/** Applications and components: what tenants want, changed in one act by {@code :apply} and {@code :deploy}. */
@NullMarked
package io.skerry.hub.application;

import org.jspecify.annotations.NullMarked;
