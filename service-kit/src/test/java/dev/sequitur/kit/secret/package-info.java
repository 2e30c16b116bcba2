@NullMarked
package dev.sequitur.kit.secret;

import org.jspecify.annotations.NullMarked;
