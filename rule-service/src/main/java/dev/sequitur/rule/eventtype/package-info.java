/** What is known of events before they come, and whether rules fit it. */
@NullMarked
package dev.sequitur.rule.eventtype;

import org.jspecify.annotations.NullMarked;
