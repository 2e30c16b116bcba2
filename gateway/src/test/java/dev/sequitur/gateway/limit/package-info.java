@NullMarked
package dev.sequitur.gateway.limit;

import org.jspecify.annotations.NullMarked;
