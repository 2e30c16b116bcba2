@NullMarked
package dev.sequitur.trigger.definition;

import org.jspecify.annotations.NullMarked;
