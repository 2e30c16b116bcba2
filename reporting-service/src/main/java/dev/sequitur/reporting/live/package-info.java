/** What happens, as it happens: facts of a workspace in one sequence, told to who listens. */
@NullMarked
package dev.sequitur.reporting.live;

import org.jspecify.annotations.NullMarked;
