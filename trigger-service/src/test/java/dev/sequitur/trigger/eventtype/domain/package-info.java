@NullMarked
package dev.sequitur.trigger.eventtype.domain;

import org.jspecify.annotations.NullMarked;
