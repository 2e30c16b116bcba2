/** Who did what: one chain a workspace, listed, exported and verified. */
@NullMarked
package dev.sequitur.gateway.audit;

import org.jspecify.annotations.NullMarked;
