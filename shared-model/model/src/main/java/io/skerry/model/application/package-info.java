/** What tenants describe: applications and components, as written, fields of later work included. */
@NullMarked
package io.skerry.model.application;

import org.jspecify.annotations.NullMarked;
