/** Channels: ways out to people, and trying them. */
@NullMarked
package dev.sequitur.notification.channel;

import org.jspecify.annotations.NullMarked;
