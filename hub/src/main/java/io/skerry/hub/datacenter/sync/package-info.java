/** What a data center still has to receive, and when it is safer to wait. */
@NullMarked
package io.skerry.hub.datacenter.sync;

import org.jspecify.annotations.NullMarked;
