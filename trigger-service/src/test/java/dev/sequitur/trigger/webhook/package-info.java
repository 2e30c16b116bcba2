@NullMarked
package dev.sequitur.trigger.webhook;

import org.jspecify.annotations.NullMarked;
