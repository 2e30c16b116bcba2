@NullMarked
package dev.sequitur.gateway.apikey;

import org.jspecify.annotations.NullMarked;
