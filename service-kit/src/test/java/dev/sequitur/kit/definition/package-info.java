@NullMarked
package dev.sequitur.kit.definition;

import org.jspecify.annotations.NullMarked;
