/** What rules did, version by version, and which of them stand out. */
@NullMarked
package dev.sequitur.reporting.analytics;

import org.jspecify.annotations.NullMarked;
