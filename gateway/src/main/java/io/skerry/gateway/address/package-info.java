/** Where instances are: connections to each, requests in flight, and the way out for those that leave the table. */
@NullMarked
package io.skerry.gateway.address;

import org.jspecify.annotations.NullMarked;
