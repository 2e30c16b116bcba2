/** The status page and what it shows. */
@NullMarked
package dev.sequitur.gateway.status;

import org.jspecify.annotations.NullMarked;
