/** The log of events, looked back at: single events, and windows of it. */
@NullMarked
package dev.sequitur.rule.past;

import org.jspecify.annotations.NullMarked;
