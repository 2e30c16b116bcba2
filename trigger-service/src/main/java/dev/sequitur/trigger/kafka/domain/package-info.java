/** What becomes of a record, who reads a topic at an instant, and from where on: pure. */
@NullMarked
package dev.sequitur.trigger.kafka.domain;

import org.jspecify.annotations.NullMarked;
