/** Reports as PDF documents. */
@NullMarked
package dev.sequitur.reporting.report.pdf;

import org.jspecify.annotations.NullMarked;
