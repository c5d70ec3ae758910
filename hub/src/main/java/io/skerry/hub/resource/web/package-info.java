/** The pipeline's way in: one controller for every kind, lists and watches, idempotent posts. */
@NamedInterface("web")
@NullMarked
package io.skerry.hub.resource.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
