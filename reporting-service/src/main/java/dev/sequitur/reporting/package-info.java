/** Reporting: what happened, folded from the topics into tables, and the queries over them. */
@NullMarked
package dev.sequitur.reporting;

import org.jspecify.annotations.NullMarked;
