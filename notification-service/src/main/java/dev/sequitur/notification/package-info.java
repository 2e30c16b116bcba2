/** Notification: who is told what, when something went wrong. */
@NullMarked
package dev.sequitur.notification;

import org.jspecify.annotations.NullMarked;
