/** One class a command: what it takes, what it says, how it ends. */
@NullMarked
package dev.sequitur.cli.command;

import org.jspecify.annotations.NullMarked;
