@NullMarked
package dev.sequitur.gateway;

import org.jspecify.annotations.NullMarked;
