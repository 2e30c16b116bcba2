/** The action http.request@1. */
@NullMarked
package dev.sequitur.executor.action.http;

import org.jspecify.annotations.NullMarked;
