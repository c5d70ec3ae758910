/** The shape every object of the API has: kind, names, versions, spec, status with its age. */
@NullMarked
package io.skerry.model.resource;

import org.jspecify.annotations.NullMarked;
