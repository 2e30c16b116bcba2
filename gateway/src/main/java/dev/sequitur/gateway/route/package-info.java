/** Which operations there are, and how a request reaches its owner. */
@NullMarked
package dev.sequitur.gateway.route;

import org.jspecify.annotations.NullMarked;
