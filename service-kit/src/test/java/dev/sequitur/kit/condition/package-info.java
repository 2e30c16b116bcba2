@NullMarked
package dev.sequitur.kit.condition;

import org.jspecify.annotations.NullMarked;
