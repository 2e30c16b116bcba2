/**
 * All parts of Sequitur on one machine: which there are, how each is started, whether it is ready,
 * how it is ended.
 */
@NullMarked
package dev.sequitur.local.platform;

import org.jspecify.annotations.NullMarked;
