/** Reports as spreadsheets. */
@NullMarked
package dev.sequitur.reporting.report.xlsx;

import org.jspecify.annotations.NullMarked;
