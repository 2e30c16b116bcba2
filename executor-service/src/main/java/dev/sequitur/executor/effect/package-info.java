/** Effects under way: started, settled, picked up when due, taken over when left behind. */
@NullMarked
package dev.sequitur.executor.effect;

import org.jspecify.annotations.NullMarked;
