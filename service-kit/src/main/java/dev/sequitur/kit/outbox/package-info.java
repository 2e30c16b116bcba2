/** What is said is stored with what is done, and relayed after the commit. */
@NullMarked
package dev.sequitur.kit.outbox;

import org.jspecify.annotations.NullMarked;
