@NullMarked
package dev.sequitur.trigger.kafka.domain;

import org.jspecify.annotations.NullMarked;
