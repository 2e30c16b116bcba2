/** Orders that a seed makes, and how they are sent. */
@NullMarked
package dev.sequitur.demo.order;

import org.jspecify.annotations.NullMarked;
