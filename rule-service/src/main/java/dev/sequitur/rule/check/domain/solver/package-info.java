/**
 * Whether there is an event that makes conditions true or false, and which.
 *
 * <p>The values of each field that conditions read are parted into classes that no comparison of
 * theirs can tell apart; one value stands for each. So that looking through these is looking
 * through all events. What is no comparison of a field with constants is taken as something that
 * may be true, false or untold: what is proved then holds all the same, and what is found must be
 * tried.
 */
@NullMarked
package dev.sequitur.rule.check.domain.solver;

import org.jspecify.annotations.NullMarked;
