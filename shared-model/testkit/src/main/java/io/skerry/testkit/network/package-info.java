/** Bad networks. */
@NullMarked
package io.skerry.testkit.network;

import org.jspecify.annotations.NullMarked;
