/** {@code .env} files, read and written. */
@NullMarked
package io.skerry.cli.dotenv;

import org.jspecify.annotations.NullMarked;
