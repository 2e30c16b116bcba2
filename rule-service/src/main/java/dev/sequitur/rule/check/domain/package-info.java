/** What cases and static findings say of rules: pure functions over the same decision that acts. */
@NullMarked
package dev.sequitur.rule.check.domain;

import org.jspecify.annotations.NullMarked;
