/** Caller's mistakes as problem+json (RFC 9457). */
@NullMarked
package dev.sequitur.kit.problem;

import org.jspecify.annotations.NullMarked;
