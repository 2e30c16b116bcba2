/** Pure: expressions held against the shapes of the data that they read. */
@NullMarked
package dev.sequitur.rule.eventtype.domain;

import org.jspecify.annotations.NullMarked;
