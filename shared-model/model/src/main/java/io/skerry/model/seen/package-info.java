/** What a data center observes: instances, addresses, gateways' live tables. Written by one role each, sent up with its age. */
@NullMarked
package io.skerry.model.seen;

import org.jspecify.annotations.NullMarked;
