/** What versions of a rule make of events, and how they differ. */
@NullMarked
package dev.sequitur.rule.backtest.domain;

import org.jspecify.annotations.NullMarked;
