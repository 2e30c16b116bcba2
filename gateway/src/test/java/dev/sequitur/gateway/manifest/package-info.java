@NullMarked
package dev.sequitur.gateway.manifest;

import org.jspecify.annotations.NullMarked;
