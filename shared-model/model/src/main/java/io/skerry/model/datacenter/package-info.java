/** Data centers as people describe them and as they are seen. */
@NullMarked
package io.skerry.model.datacenter;

import org.jspecify.annotations.NullMarked;
