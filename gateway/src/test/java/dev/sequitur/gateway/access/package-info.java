@NullMarked
package dev.sequitur.gateway.access;

import org.jspecify.annotations.NullMarked;
