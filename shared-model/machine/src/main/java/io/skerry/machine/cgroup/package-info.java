/** Control groups: which ones this process may make, what they limit, and what became of those in them. */
@NullMarked
package io.skerry.machine.cgroup;

import org.jspecify.annotations.NullMarked;
