/**
 * What the services' component tests share: a real broker, a real database, tokens, topic access.
 */
@NullMarked
package dev.sequitur.kit.test;

import org.jspecify.annotations.NullMarked;
