/** What a trigger would make of a sample; nothing is said, and nothing is stored. */
@NullMarked
package dev.sequitur.trigger.trial;

import org.jspecify.annotations.NullMarked;
