/** Counts the starts of rules with a brake, and lets as many pass as may. */
@NullMarked
package dev.sequitur.rule.brake;

import org.jspecify.annotations.NullMarked;
