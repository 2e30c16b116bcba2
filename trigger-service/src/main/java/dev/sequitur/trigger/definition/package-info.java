/** The definition of a trigger: what may stand in it, and what it is compiled to. */
@NullMarked
package dev.sequitur.trigger.definition;

import org.jspecify.annotations.NullMarked;
