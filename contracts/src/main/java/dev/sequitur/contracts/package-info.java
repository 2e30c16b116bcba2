/**
 * What the services say to each other: topics, headers, wire records and derived ids. Plain Java
 * and Jackson; added to, never changed in place (the golden files hold every wire type to its
 * form).
 */
@NullMarked
package dev.sequitur.contracts;

import org.jspecify.annotations.NullMarked;
