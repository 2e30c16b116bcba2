@NullMarked
package dev.sequitur.trigger.kafka;

import org.jspecify.annotations.NullMarked;
