/** Reports: how they are defined, asked for, made, kept and fetched. */
@NullMarked
package dev.sequitur.reporting.report;

import org.jspecify.annotations.NullMarked;
