/** What can be said of rules, and of one against another, before any event comes. */
@NullMarked
package dev.sequitur.rule.check.domain.finding;

import org.jspecify.annotations.NullMarked;
