/** Makes run what is wanted: one loop per component, from the store's wanted objects to instances, addresses and reports. */
@NullMarked
package io.skerry.edge.worker;

import org.jspecify.annotations.NullMarked;
