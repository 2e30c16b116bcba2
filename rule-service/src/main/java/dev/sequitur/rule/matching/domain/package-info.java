/** The decision itself: pure functions of a book of rules and an event. */
@NullMarked
package dev.sequitur.rule.matching.domain;

import org.jspecify.annotations.NullMarked;
