/** A hub and data centers of packaged programs, each a process that a test kills, cuts off and starts again as it likes. */
@NullMarked
package io.skerry.hub.lab;

import org.jspecify.annotations.NullMarked;
