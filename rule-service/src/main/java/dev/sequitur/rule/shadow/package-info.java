/** Which versions of rules decide without effects. */
@NullMarked
package dev.sequitur.rule.shadow;

import org.jspecify.annotations.NullMarked;
