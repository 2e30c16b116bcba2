@NullMarked
package dev.sequitur.gateway.audit;

import org.jspecify.annotations.NullMarked;
