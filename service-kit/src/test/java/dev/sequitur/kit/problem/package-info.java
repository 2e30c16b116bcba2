@NullMarked
package dev.sequitur.kit.problem;

import org.jspecify.annotations.NullMarked;
