@NullMarked
package dev.sequitur.gateway.route;

import org.jspecify.annotations.NullMarked;
