/** Events on their way in: how they are mapped, identified, bounded and produced. */
@NullMarked
package dev.sequitur.trigger.event;

import org.jspecify.annotations.NullMarked;
