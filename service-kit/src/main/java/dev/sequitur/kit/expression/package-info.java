/**
 * Expressions over JSON values: conditions and <code>${…}</code> templates in the Common Expression
 * Language.
 *
 * <p>User text is compiled once, with every problem reported as a value, and evaluated within
 * deterministic bounds: a text of 4 KiB, 1,000 nodes, 10,000 loop steps and a fixed amount of work
 * over strings and lists. Nothing of the host can be reached: the only values are maps, lists,
 * strings, booleans, numbers, null, timestamps and durations.
 */
@NullMarked
package dev.sequitur.kit.expression;

import org.jspecify.annotations.NullMarked;
