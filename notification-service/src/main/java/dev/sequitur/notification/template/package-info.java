/** Templates: what a message says. */
@NullMarked
package dev.sequitur.notification.template;

import org.jspecify.annotations.NullMarked;
