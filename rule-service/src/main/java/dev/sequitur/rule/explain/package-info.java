/** Why a rule acted, and why it did not. */
@NullMarked
package dev.sequitur.rule.explain;

import org.jspecify.annotations.NullMarked;
