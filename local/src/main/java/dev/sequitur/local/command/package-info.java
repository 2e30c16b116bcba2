/** The commands of {@code ./sequitur}: what a person types and reads. */
@NullMarked
package dev.sequitur.local.command;

import org.jspecify.annotations.NullMarked;
