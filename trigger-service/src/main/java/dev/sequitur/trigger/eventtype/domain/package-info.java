/** What can be said of schemas and samples from themselves alone. */
@NullMarked
package dev.sequitur.trigger.eventtype.domain;

import org.jspecify.annotations.NullMarked;
