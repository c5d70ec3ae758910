/** What holds for the output of each component, as its tenant wants it. */
@NullMarked
package io.skerry.logs.rule;

import org.jspecify.annotations.NullMarked;
