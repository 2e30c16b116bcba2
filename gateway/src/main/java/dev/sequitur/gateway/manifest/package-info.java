/** Many definitions at once, across their owners. */
@NullMarked
package dev.sequitur.gateway.manifest;

import org.jspecify.annotations.NullMarked;
