/** The internal token, which tells services who asks. */
@NullMarked
package dev.sequitur.gateway.token;

import org.jspecify.annotations.NullMarked;
