/** What can be done to the outside, behind one interface. */
@NullMarked
package dev.sequitur.executor.action;

import org.jspecify.annotations.NullMarked;
