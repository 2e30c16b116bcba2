/** Reports as HTML pages. */
@NullMarked
package dev.sequitur.reporting.report.html;

import org.jspecify.annotations.NullMarked;
