/** Orders for builds and what they bring: detection with evidence, artifacts, progress. */
@NullMarked
package io.skerry.model.build;

import org.jspecify.annotations.NullMarked;
