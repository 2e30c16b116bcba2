/** Templates and their parameters: values that are put in their places, and never become code. */
@NullMarked
package dev.sequitur.rule.template.domain;

import org.jspecify.annotations.NullMarked;
