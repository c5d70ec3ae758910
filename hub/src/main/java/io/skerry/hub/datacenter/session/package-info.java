/** Who speaks for a data center: epochs, issued by the database, and clones. */
@NullMarked
package io.skerry.hub.datacenter.session;

import org.jspecify.annotations.NullMarked;
