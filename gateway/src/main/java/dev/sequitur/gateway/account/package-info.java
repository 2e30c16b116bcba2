/** People: sign-in, sessions, passwords, memberships. */
@NullMarked
package dev.sequitur.gateway.account;

import org.jspecify.annotations.NullMarked;
