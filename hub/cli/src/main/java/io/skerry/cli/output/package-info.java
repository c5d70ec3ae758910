/** What people and scripts see: tables, colours, ages, progress, JSON. */
@NullMarked
package io.skerry.cli.output;

import org.jspecify.annotations.NullMarked;
