@NullMarked
package dev.sequitur.trigger.delivery;

import org.jspecify.annotations.NullMarked;
