/** Which starts pass a brake. */
@NullMarked
package dev.sequitur.rule.brake.domain;

import org.jspecify.annotations.NullMarked;
