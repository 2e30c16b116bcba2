@NullMarked
package dev.sequitur.kit.expression;

import org.jspecify.annotations.NullMarked;
