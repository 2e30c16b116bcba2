@NullMarked
package dev.sequitur.kit.kafka;

import org.jspecify.annotations.NullMarked;
