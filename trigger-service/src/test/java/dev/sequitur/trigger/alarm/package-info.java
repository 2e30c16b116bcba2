@NullMarked
package dev.sequitur.trigger.alarm;

import org.jspecify.annotations.NullMarked;
