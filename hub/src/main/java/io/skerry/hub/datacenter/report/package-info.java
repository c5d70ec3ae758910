/** What data centers say, stored once. */
@NullMarked
package io.skerry.hub.datacenter.report;

import org.jspecify.annotations.NullMarked;
