/** Whether this machine can run Skerry; every finding says its fix. */
@NullMarked
package io.skerry.cli.doctor;

import org.jspecify.annotations.NullMarked;
