/** Named conditions put in the places where they are named. */
@NullMarked
package dev.sequitur.rule.condition.domain;

import org.jspecify.annotations.NullMarked;
