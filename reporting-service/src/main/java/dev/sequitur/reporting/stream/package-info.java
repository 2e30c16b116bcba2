/** Answers that go on for long, and what becomes of clients that do not take them. */
@NullMarked
package dev.sequitur.reporting.stream;

import org.jspecify.annotations.NullMarked;
