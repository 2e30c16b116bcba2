/** What a report is, and what it looks like: pure. */
@NullMarked
package dev.sequitur.reporting.report.domain;

import org.jspecify.annotations.NullMarked;
