/** Who calls: the internal token that the gateway mints. */
@NullMarked
package dev.sequitur.kit.token;

import org.jspecify.annotations.NullMarked;
