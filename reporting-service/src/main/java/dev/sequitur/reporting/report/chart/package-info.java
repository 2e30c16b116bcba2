/** Charts of reports: what is drawn where, for whoever draws. */
@NullMarked
package dev.sequitur.reporting.report.chart;

import org.jspecify.annotations.NullMarked;
