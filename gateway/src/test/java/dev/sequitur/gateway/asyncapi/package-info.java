@NullMarked
package dev.sequitur.gateway.asyncapi;

import org.jspecify.annotations.NullMarked;
