/** The action email.send@1, and SMTP. */
@NullMarked
package dev.sequitur.executor.action.email;

import org.jspecify.annotations.NullMarked;
