/** Write-only secrets: ciphertext at rest and on the wire, opened at the moment of use. */
@NullMarked
package dev.sequitur.kit.secret;

import org.jspecify.annotations.NullMarked;
