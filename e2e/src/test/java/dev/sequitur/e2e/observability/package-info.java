/** What dashboards and alerts ask for, held against what the services say. */
@NullMarked
package dev.sequitur.e2e.observability;

import org.jspecify.annotations.NullMarked;
