/** Collects what tells how an installation is, without its secrets. */
@NullMarked
package dev.sequitur.local.doctor;

import org.jspecify.annotations.NullMarked;
