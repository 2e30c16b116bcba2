/** Subscriptions: how they are written, checked, kept and followed. */
@NullMarked
package dev.sequitur.notification.subscription;

import org.jspecify.annotations.NullMarked;
