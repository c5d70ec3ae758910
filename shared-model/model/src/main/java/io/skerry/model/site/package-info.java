/** What one data center must hold: the bodies of wanted objects, projected by the hub, read by the edge. */
@NullMarked
package io.skerry.model.site;

import org.jspecify.annotations.NullMarked;
