/** The inbox of each person: what was told, and what of it was read. */
@NullMarked
package dev.sequitur.notification.inbox;

import org.jspecify.annotations.NullMarked;
