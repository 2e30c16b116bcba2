/** Two releases beside each other, on one broker and database, while orders keep coming. */
@NullMarked
package dev.sequitur.e2e.upgrade;

import org.jspecify.annotations.NullMarked;
