/** What a data center's monitor measures of instances and routes, and how it is asked for. */
@NullMarked
package io.skerry.model.metric;

import org.jspecify.annotations.NullMarked;
