/** What people ask of the projections. */
@NullMarked
package dev.sequitur.reporting.query;

import org.jspecify.annotations.NullMarked;
