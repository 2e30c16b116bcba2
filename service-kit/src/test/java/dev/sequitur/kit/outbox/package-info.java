@NullMarked
package dev.sequitur.kit.outbox;

import org.jspecify.annotations.NullMarked;
