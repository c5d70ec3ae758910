/** Who has which port of the data center's slice: instances theirs, dependants the stable ones of the gateway. */
@NullMarked
package io.skerry.edge.worker.port;

import org.jspecify.annotations.NullMarked;
