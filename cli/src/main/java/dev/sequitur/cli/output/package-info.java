/** What is printed: tables, JSON, YAML, and problems in plain sentences. */
@NullMarked
package dev.sequitur.cli.output;

import org.jspecify.annotations.NullMarked;
