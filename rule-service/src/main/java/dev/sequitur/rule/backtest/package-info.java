/** Rules tried on events of the past: nothing of it acts. */
@NullMarked
package dev.sequitur.rule.backtest;

import org.jspecify.annotations.NullMarked;
