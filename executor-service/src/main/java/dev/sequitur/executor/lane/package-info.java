/** How much may be under way towards one host on behalf of one workspace. */
@NullMarked
package dev.sequitur.executor.lane;

import org.jspecify.annotations.NullMarked;
