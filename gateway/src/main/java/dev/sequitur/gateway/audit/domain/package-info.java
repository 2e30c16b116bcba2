/** How a chain of audit entries is made, and where one is broken. */
@NullMarked
package dev.sequitur.gateway.audit.domain;

import org.jspecify.annotations.NullMarked;
