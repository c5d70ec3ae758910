/** Takes orders from the queue, drives each build to an answer, and stops it when told. */
@NullMarked
package io.skerry.build.order;

import org.jspecify.annotations.NullMarked;
