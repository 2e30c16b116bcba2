/** What surrounds the decision: the rules in force, the events seen before, what is counted. */
@NullMarked
package dev.sequitur.rule.matching;

import org.jspecify.annotations.NullMarked;
