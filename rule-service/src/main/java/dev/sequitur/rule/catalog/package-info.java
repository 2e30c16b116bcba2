/** Rules as their users write them: checked, compiled, kept. */
@NullMarked
package dev.sequitur.rule.catalog;

import org.jspecify.annotations.NullMarked;
