/** Whom a fact is told, and in which words: pure, without any framework. */
@NullMarked
package dev.sequitur.notification.domain;

import org.jspecify.annotations.NullMarked;
