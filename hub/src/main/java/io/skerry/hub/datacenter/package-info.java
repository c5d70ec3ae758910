/** Data centers: how their agents enrol, who speaks for each, what each has received and reported. */
@NullMarked
package io.skerry.hub.datacenter;

import org.jspecify.annotations.NullMarked;
