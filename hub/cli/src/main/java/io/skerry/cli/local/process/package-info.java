/** Processes that outlive whoever started them: started apart, recognised again, watched, stopped. */
@NullMarked
package io.skerry.cli.local.process;

import org.jspecify.annotations.NullMarked;
