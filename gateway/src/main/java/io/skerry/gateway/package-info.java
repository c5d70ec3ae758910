/** The gateway of a data center: a process of its own that brings traffic to instances and needs neither hub nor agent to go on. */
@NullMarked
package io.skerry.gateway;

import org.jspecify.annotations.NullMarked;
