/** Conditions taken apart, and what each part made of an event. */
@NullMarked
package dev.sequitur.rule.explain.domain;

import org.jspecify.annotations.NullMarked;
