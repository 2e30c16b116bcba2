/** What the documents say, held against what the code says. */
@NullMarked
package dev.sequitur.e2e.documentation;

import org.jspecify.annotations.NullMarked;
