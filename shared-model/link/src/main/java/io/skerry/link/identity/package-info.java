/** Who is who on the link: keys, certificate requests, certificates that name a data center and agent, and the files they lie in. */
@NullMarked
package io.skerry.link.identity;

import org.jspecify.annotations.NullMarked;
