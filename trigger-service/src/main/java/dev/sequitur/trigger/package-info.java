/** Where events come from: verified, mapped, and acknowledged by the broker before they count. */
@NullMarked
package dev.sequitur.trigger;

import org.jspecify.annotations.NullMarked;
