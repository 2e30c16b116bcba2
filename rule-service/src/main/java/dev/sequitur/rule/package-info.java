/** Rules: which runs an event starts. */
@NullMarked
package dev.sequitur.rule;

import org.jspecify.annotations.NullMarked;
