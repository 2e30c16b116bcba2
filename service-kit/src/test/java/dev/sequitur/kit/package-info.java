@NullMarked
package dev.sequitur.kit;

import org.jspecify.annotations.NullMarked;
