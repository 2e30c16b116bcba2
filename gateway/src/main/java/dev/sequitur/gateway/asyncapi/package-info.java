/** The topics' description: one AsyncAPI document, made from the catalogue and the wire records. */
@NullMarked
package dev.sequitur.gateway.asyncapi;

import org.jspecify.annotations.NullMarked;
