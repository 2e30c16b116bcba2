/** The HTTP API as a client sees it: answers, problems, the live stream. */
@NullMarked
package dev.sequitur.cli.gateway;

import org.jspecify.annotations.NullMarked;
