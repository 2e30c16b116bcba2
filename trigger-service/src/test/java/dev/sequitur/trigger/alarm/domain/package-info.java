@NullMarked
package dev.sequitur.trigger.alarm.domain;

import org.jspecify.annotations.NullMarked;
