/** Rules held against the cases stored with them, and against each other, before they may act. */
@NullMarked
package dev.sequitur.rule.check;

import org.jspecify.annotations.NullMarked;
