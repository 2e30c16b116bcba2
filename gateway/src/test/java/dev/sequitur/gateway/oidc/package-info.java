@NullMarked
package dev.sequitur.gateway.oidc;

import org.jspecify.annotations.NullMarked;
