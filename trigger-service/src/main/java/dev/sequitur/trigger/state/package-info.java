/** How triggers are: what people see of each, and what it is made of. */
@NullMarked
package dev.sequitur.trigger.state;

import org.jspecify.annotations.NullMarked;
