@NullMarked
package dev.sequitur.kit.database;

import org.jspecify.annotations.NullMarked;
