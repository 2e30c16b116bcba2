/**
 * Sample automations with all that they need: applied, fed with orders, shown, and removed without
 * a trace.
 */
@NullMarked
package dev.sequitur.demo;

import org.jspecify.annotations.NullMarked;
