@NullMarked
package dev.sequitur.gateway.token;

import org.jspecify.annotations.NullMarked;
