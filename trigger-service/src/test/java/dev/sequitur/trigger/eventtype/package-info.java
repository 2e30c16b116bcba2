@NullMarked
package dev.sequitur.trigger.eventtype;

import org.jspecify.annotations.NullMarked;
