/** Reading documents that people write, and following those that were published. */
@NullMarked
package dev.sequitur.notification.document;

import org.jspecify.annotations.NullMarked;
