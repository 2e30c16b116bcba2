/** Sign-in at an OpenID Connect issuer, for people and for machines. */
@NullMarked
package dev.sequitur.gateway.oidc;

import org.jspecify.annotations.NullMarked;
