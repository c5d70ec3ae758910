/** How an agent gets and keeps its identity. */
@NullMarked
package io.skerry.hub.datacenter.enrolment;

import org.jspecify.annotations.NullMarked;
