/** What each person wants of each channel. */
@NullMarked
package dev.sequitur.notification.preference;

import org.jspecify.annotations.NullMarked;
