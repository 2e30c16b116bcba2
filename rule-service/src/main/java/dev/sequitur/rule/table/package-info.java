/** Decision tables as sheets, over HTTP. */
@NullMarked
package dev.sequitur.rule.table;

import org.jspecify.annotations.NullMarked;
