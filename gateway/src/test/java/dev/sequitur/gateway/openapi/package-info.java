@NullMarked
package dev.sequitur.gateway.openapi;

import org.jspecify.annotations.NullMarked;
