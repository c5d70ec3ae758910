/** The edge store's keys: the contract between the roles of a data center. */
@NullMarked
package io.skerry.model.key;

import org.jspecify.annotations.NullMarked;
