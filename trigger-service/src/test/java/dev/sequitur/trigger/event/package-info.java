@NullMarked
package dev.sequitur.trigger.event;

import org.jspecify.annotations.NullMarked;
