/** What it costs: rates, latencies and processor time of the whole stack, measured and printed. */
@NullMarked
package dev.sequitur.e2e.bench;

import org.jspecify.annotations.NullMarked;
